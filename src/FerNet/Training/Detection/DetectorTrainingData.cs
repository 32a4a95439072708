using System.Security.Cryptography;
using System.Text;
using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>The data of a detector training, decoded in memory and split into training and validation.</summary>
internal sealed class DetectorTrainingData
{
    private DetectorTrainingData(TrainingPhoto[] training, TrainingPhoto[] validation, ImagePyramid[] backgrounds) =>
        (Training, Validation, Backgrounds) = (training, validation, backgrounds);

    public TrainingPhoto[] Training { get; }

    /// <summary>About 5 % of the photographs.</summary>
    public TrainingPhoto[] Validation { get; }

    /// <summary>About 75 % of the images without faces.</summary>
    public ImagePyramid[] Backgrounds { get; }

    /// <summary>SHA-256 of a text and the digests of images, in order.</summary>
    public static string DigestOf(string text, IEnumerable<ImagePyramid> images) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. images.SelectMany(image => image.Digest)]));

    public static DetectorTrainingData Load(FaceDetectionDataset photographs, IReadOnlyList<string> backgrounds,
        CancellationToken cancellationToken)
    {
        ILookup<bool, AnnotatedPhoto> photosByValidation =
            photographs.Photos.ToLookup(photo => DataSplit.IsHeldBack(photo.Name, DataSplit.PhotosPerValidation));
        // With few photographs, all may be held back; then all are used for training too.
        AnnotatedPhoto[] trainingPhotos = [.. photosByValidation[false]];
        if (trainingPhotos.Length == 0) trainingPhotos = [.. photographs.Photos];
        return new DetectorTrainingData(
            TrainingPhoto.Load(trainingPhotos, cancellationToken),
            TrainingPhoto.Load([.. photosByValidation[true]], cancellationToken),
            [.. backgrounds.Where(path => !DataSplit.IsHeldBack(path, DataSplit.BackgroundsPerValidation)).Order(StringComparer.Ordinal)
                .AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(path => new ImagePyramid(RgbImage.Load(path)))]);
    }
}
