namespace FerNet;

/// <summary>Where an <see cref="EmotionPredictor"/>, or <see cref="FerDataset.Load"/> in a folder, looks for faces in an image.</summary>
public enum FaceSearch
{
    /// <summary>
    /// Faces are searched for; where none is found, the largest centered square of the image is taken for the face, and an image of at
    /// most 48 x 48 pixels is never cut.
    /// </summary>
    Auto,

    /// <summary>No search: the largest centered square of the image is the face, as in FER2013.</summary>
    None,

    /// <summary>
    /// Faces are searched for; where none is found, <see cref="NoFaceException"/> is thrown. In a folder that is read, such an image is a
    /// bad one; in <see cref="EmotionPredictor.PredictFramesAsync"/>, such a frame has no faces.
    /// </summary>
    Required,
}
