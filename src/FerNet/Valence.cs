namespace FerNet;

/// <summary>Three groups into which the seven emotions fall: how pleasant an expression looks.</summary>
public enum Valence
{
    /// <summary>Angry, disgust, fear and sad.</summary>
    Negative = 0,

    /// <summary>Neutral alone.</summary>
    Neutral = 1,

    /// <summary>Happy and surprise.</summary>
    Positive = 2,
}
