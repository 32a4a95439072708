namespace FerNet.Data;

/// <summary>The part of a dataset a face belongs to, named as in FER2013's <c>Usage</c> column.</summary>
public enum DatasetSplit
{
    /// <summary>Faces that a network is trained on.</summary>
    Training = 0,

    /// <summary>Faces on which networks and recipes are selected: the validation split.</summary>
    PublicTest = 1,

    /// <summary>Faces that are used only for the final test: the test split.</summary>
    PrivateTest = 2,
}
