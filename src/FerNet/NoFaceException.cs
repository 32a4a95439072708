namespace FerNet;

/// <summary>No face was found in an image, where <see cref="FaceSearch.Required"/> asks for one.</summary>
public sealed class NoFaceException : Exception
{
    /// <summary>Creates an exception with the default message.</summary>
    public NoFaceException()
        : this("No face was found in the image.")
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    public NoFaceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    public NoFaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
