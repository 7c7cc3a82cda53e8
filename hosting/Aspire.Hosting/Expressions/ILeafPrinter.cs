namespace Aspire.Hosting.ApplicationModel;

/// <summary>Prints the values that are made of no others. A run prints what they are, a publisher what stands for them.</summary>
internal interface ILeafPrinter
{
    /// <summary>Prints an endpoint's property, a parameter, a resource's connection string or any other provider.</summary>
    /// <param name="leaf">The value.</param>
    /// <param name="format"><c>uri</c> to percent-encode it, else null.</param>
    ValueTask<string?> PrintAsync(object leaf, string? format, ValueScope scope, CancellationToken cancellationToken);

    /// <summary>Prints a choice.</summary>
    /// <param name="resolve">Resolves a branch, or the condition, with this printer.</param>
    ValueTask<string?> PrintConditionalAsync(
        ReferenceExpression conditional,
        ValueScope scope,
        Func<object, ValueTask<string?>> resolve,
        CancellationToken cancellationToken
    );
}
