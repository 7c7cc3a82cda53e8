using WireMock.ResponseBuilders;

namespace WireMock.Server;

/// <summary>The rest of a stub: who it is, when it holds, and at last what it answers.</summary>
public interface IRespondWithAProvider
{
    Guid Guid { get; }

    IRespondWithAProvider WithGuid(Guid guid);

    IRespondWithAProvider WithTitle(string title);

    /// <summary>Lower comes first.</summary>
    IRespondWithAProvider AtPriority(int priority);

    IRespondWithAProvider InScenario(string scenario);

    /// <summary>Without it, the stub that sets a state holds at the scenario's start only.</summary>
    IRespondWithAProvider WhenStateIs(string state);

    IRespondWithAProvider WillSetStateTo(string state);

    /// <summary>From here on the stub is served.</summary>
    void RespondWith(IResponseProvider provider);
}
