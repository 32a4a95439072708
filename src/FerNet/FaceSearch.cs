namespace FerNet;

/// <summary>Where an <see cref="EmotionPredictor"/>, or <see cref="FerDataset.Load"/> in a folder, looks for faces in an image.</summary>
public enum FaceSearch
{
    /// <summary>
    /// Faces are searched for; where none is found, the largest centered square of the image is used as the face. An image of at most 48 x
    /// 48 pixels is not searched: its centered square is the face.
    /// </summary>
    Auto,

    /// <summary>No search: the largest centered square of the image is the face, as in FER2013.</summary>
    None,

    /// <summary>
    /// Faces are searched for; where none is found, <see cref="NoFaceException"/> is thrown. In a folder of a dataset, such an image counts
    /// as a bad one; in <see cref="EmotionPredictor.PredictFramesAsync"/>, such a frame has no faces.
    /// </summary>
    Required,
}
