namespace FerNet;

/// <summary>The three groups of the seven emotions, by how pleasant an expression looks.</summary>
public enum Valence
{
    /// <summary>Angry, disgust, fear and sad.</summary>
    Negative = 0,

    /// <summary>Neutral only.</summary>
    Neutral = 1,

    /// <summary>Happy and surprise.</summary>
    Positive = 2,
}
