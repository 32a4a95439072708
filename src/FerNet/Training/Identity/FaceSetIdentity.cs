using System.Security.Cryptography;

namespace FerNet.Training.Identity;

/// <summary>Digests of a set of faces, one for each kind of data, so that an error message can say which one changed.</summary>
internal sealed record FaceSetIdentity
{
    public required int Count { get; init; }

    /// <summary>SHA-256 of all gray levels, face by face in the order of the set.</summary>
    public required string Pixels { get; init; }

    /// <summary>SHA-256 of the labels, one byte per face; null if there are none.</summary>
    public required string? Labels { get; init; }

    /// <summary>SHA-256 of the splits, one byte per face.</summary>
    public required string Splits { get; init; }

    /// <summary>SHA-256 of the ten FER+ votes of each face; null if they are not used.</summary>
    public required string? Votes { get; init; }

    public static FaceSetIdentity Create(FerDataset faces, bool trainsOnVotes)
    {
        using IncrementalHash pixels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            votes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool hasVotes = trainsOnVotes && faces.HasVotes;
        byte[] labels = new byte[faces.Count], splits = new byte[faces.Count];
        for (int i = 0; i < faces.Count; i++)
        {
            pixels.AppendData(faces.Pixels(i));
            if (faces.HasLabels) labels[i] = (byte)faces.Label(i);
            splits[i] = (byte)faces.Split(i);
            if (hasVotes) votes.AppendData(faces.Votes(i));
        }
        return new FaceSetIdentity
        {
            Count = faces.Count,
            Pixels = Convert.ToHexStringLower(pixels.GetHashAndReset()),
            Labels = faces.HasLabels ? RunIdentity.Digest(labels) : null,
            Splits = RunIdentity.Digest(splits),
            Votes = hasVotes ? Convert.ToHexStringLower(votes.GetHashAndReset()) : null,
        };
    }
}
