namespace FerNet;

/// <summary>The seven facial expressions of FER2013, numbered as in its files.</summary>
/// <remarks>Source: Goodfellow et al., "Challenges in Representation Learning", arXiv:1307.0414.</remarks>
public enum Emotion
{
    /// <summary>Angry: label 0.</summary>
    Angry = 0,

    /// <summary>Disgust: label 1.</summary>
    Disgust = 1,

    /// <summary>Fear: label 2.</summary>
    Fear = 2,

    /// <summary>Happy: label 3.</summary>
    Happy = 3,

    /// <summary>Sad: label 4.</summary>
    Sad = 4,

    /// <summary>Surprise: label 5.</summary>
    Surprise = 5,

    /// <summary>Neutral: label 6.</summary>
    Neutral = 6,
}
