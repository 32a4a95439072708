namespace FerNet.Data;

/// <summary>The part of a dataset a face belongs to, named as in FER2013's <c>Usage</c> column.</summary>
public enum DatasetSplit
{
    /// <summary>Faces the network learns from.</summary>
    Training = 0,

    /// <summary>Faces that choose between networks and recipes: the validation split.</summary>
    PublicTest = 1,

    /// <summary>Faces that nothing was chosen on: the test split.</summary>
    PrivateTest = 2,
}
