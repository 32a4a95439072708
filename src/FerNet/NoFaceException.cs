namespace FerNet;

/// <summary>No face was found in an image, where <see cref="FaceSearch.Required"/> asks for one.</summary>
public sealed class NoFaceException : Exception
{
    /// <summary>Makes one without a message of its own.</summary>
    public NoFaceException()
        : this("No face was found in the image.")
    {
    }

    /// <summary>Makes one with a message.</summary>
    public NoFaceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and a cause.</summary>
    public NoFaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
