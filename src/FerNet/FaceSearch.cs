namespace FerNet;

/// <summary>Where an <see cref="EmotionPredictor"/>, or <see cref="FerDataset.Load"/> in a folder, looks for faces in a picture.</summary>
public enum FaceSearch
{
    /// <summary>
    /// Faces are searched for; where none is found, the largest centered square of the picture is taken for the face, and a picture of at
    /// most 48 x 48 pixels is never cut.
    /// </summary>
    Auto,

    /// <summary>Nothing is searched for: the largest centered square of the picture is the face, as in FER2013.</summary>
    Whole,

    /// <summary>
    /// Faces are searched for; where none is found, <see cref="NoFaceException"/> is thrown. In a folder that is read, such a picture is a
    /// bad one; in <see cref="EmotionPredictor.PredictStream"/>, such a frame has no faces.
    /// </summary>
    Required,
}
