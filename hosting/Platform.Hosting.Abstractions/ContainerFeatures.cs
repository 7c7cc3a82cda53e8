namespace Platform.Hosting;

/// <summary>The parts of a container's declaration that an engine may or may not obey.</summary>
[Flags]
public enum ContainerFeatures
{
    None = 0,
    Environment = 1,
    Arguments = 2,
    Volumes = 4,
    BindMounts = 8,
    ContainerFiles = 16,
    Entrypoint = 32,
    Image = 64,
    RuntimeArguments = 128,
}
