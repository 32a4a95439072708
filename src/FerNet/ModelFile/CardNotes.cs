using FerNet.Checks;

namespace FerNet.ModelFile;

/// <summary>What a card says of use and rights: of FER2013 only where the model was trained on it.</summary>
internal static class CardNotes
{
    /// <summary>Faces in FER2013's Training split; that another collection has exactly as many would be chance.</summary>
    private const int Fer2013Training = 28_709;

    private const string Guesses = "Guesses which of seven expressions a face shows.";
    private const string NoFeeling = "An expression is not a feeling: no diagnosis, no decision about a person.";

    private const string Fer2013Rights =
        "FER2013 was collected by Pierre-Luc Carrier and Aaron Courville for a contest in 2013 (Goodfellow et al., arXiv:1307.0414) and published for " +
        "research; the model holds weights only, no picture.";

    public static bool IsFer2013(FerDataset faces) => faces.Training.Count == Fer2013Training;

    /// <summary>For an emotion model.</summary>
    public static string Use(FerDataset faces) => IsFer2013(faces)
        ? $"{Guesses} Trained on faces found on the web in 2013, whose labels people confirm only about 65 times in 100; fear, sadness and anger are often confused. {NoFeeling}"
        : Invariantly.Text(() => $"{Guesses} Trained on {faces.Training.Count:N0} faces of {faces.Name}; on people, cameras and light that those do not show it may be far worse. {NoFeeling}");

    /// <summary>The rights in the faces, and in whatever else the weights go back to.</summary>
    /// <param name="faces">The dataset that was trained on.</param>
    /// <param name="origins">Models that the training started from or was taught by.</param>
    public static string Licence(FerDataset faces, IEnumerable<ModelCard> origins) => string.Join(' ',
    [
        IsFer2013(faces) ? Fer2013Rights : $"The rights in the faces of {faces.Name} are for whoever trained the model to say; it holds weights only, no picture.",
        .. origins.Where(_ => !IsFer2013(faces)).Select(card => $"It goes back to '{card.Name}': {card.LicenceNote}").Distinct(),
    ]);
}
