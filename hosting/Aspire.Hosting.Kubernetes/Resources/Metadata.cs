namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What every object bears: its name, where it lives, what it is found by.</summary>
public sealed class ObjectMetaV1
{
    public string? Name { get; set; }
    public string? GenerateName { get; set; }
    public string? Namespace { get; set; }
    public Dictionary<string, string> Labels { get; set; } = [];
    public Dictionary<string, string> Annotations { get; } = [];
    public DateTime? CreationTimestamp { get; set; }
    public long? DeletionGracePeriodSeconds { get; set; }
    public DateTime? DeletionTimestamp { get; set; }
    public List<string> Finalizers { get; } = [];
    public long? Generation { get; set; }
    public List<ManagedFieldsEntryV1> ManagedFields { get; } = [];
    public List<OwnerReferenceV1> OwnerReferences { get; } = [];
    public string? ResourceVersion { get; set; }
    public string? SelfLink { get; set; }
    public string? Uid { get; set; }
}

/// <summary>Whose object it is: it goes when the owner goes.</summary>
public sealed class OwnerReferenceV1 : BaseKubernetesObject
{
    public string? Name { get; set; }
    public bool? BlockOwnerDeletion { get; set; }
    public bool? Controller { get; set; }
    public string? Uid { get; set; }
}

/// <summary>Which fields a manager set.</summary>
public sealed class ManagedFieldsEntryV1
{
    public string? ApiVersion { get; set; }
    public string? FieldsType { get; set; }
    public FieldsV1? FieldsV1 { get; set; }
    public string? Manager { get; set; }
    public string? Operation { get; set; }
    public string? Subresource { get; set; }
    public DateTime? Time { get; set; }
}

/// <summary>A set of fields, as the server keeps it.</summary>
public sealed class FieldsV1;

/// <summary>Names another object.</summary>
public sealed class ObjectReferenceV1 : BaseKubernetesObject
{
    public string? Name { get; set; }
    public string? Namespace { get; set; }
    public string? FieldPath { get; set; }
    public string? ResourceVersion { get; set; }
    public string? Uid { get; set; }
}

/// <summary>Names an object of the same namespace.</summary>
public sealed class LocalObjectReferenceV1
{
    public string? Name { get; set; }
}

/// <summary>Names an object of the same namespace, of any kind.</summary>
public sealed class TypedLocalObjectReferenceV1
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public string? ApiGroup { get; set; }
}

/// <summary>Names an object of any kind.</summary>
public sealed class TypedObjectReferenceV1
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public string? Namespace { get; set; }
    public string? ApiGroup { get; set; }
}

/// <summary>Chooses objects by their labels; empty: all.</summary>
public sealed class LabelSelectorV1
{
    public LabelSelectorV1() { }

    public LabelSelectorV1(Dictionary<string, string> matchLabels) => MatchLabels = matchLabels;

    public List<LabelSelectorRequirementV1> MatchExpressions { get; set; } = [];
    public Dictionary<string, string> MatchLabels { get; set; } = [];
}

/// <summary>One condition on a label: In, NotIn, Exists, DoesNotExist.</summary>
public sealed class LabelSelectorRequirementV1
{
    public string? Key { get; set; }
    public string? Operator { get; set; }
    public List<string> Values { get; } = [];
}
