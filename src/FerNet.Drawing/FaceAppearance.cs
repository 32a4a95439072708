using SkiaSharp;

namespace FerNet.Drawing;

/// <summary>The appearance of a drawn face: person, position and lighting. It does not depend on the expression.</summary>
internal sealed record FaceAppearance
{
    private static readonly SKColor[] Skins =
    [
        new(0xF6, 0xD7, 0xC3), new(0xEA, 0xC0, 0x9D), new(0xD9, 0xA4, 0x7A), new(0xBE, 0x86, 0x5B), new(0x9C, 0x68, 0x43),
            new(0x7E, 0x54, 0x38),
    ];

    private static readonly SKColor[] Hairs =
    [
        new(0x1E, 0x1A, 0x18), new(0x4A, 0x30, 0x20), new(0x7B, 0x4B, 0x2A), new(0xC9, 0x9B, 0x55), new(0x9A, 0x9A, 0x9A),
            new(0x8C, 0x3A, 0x1E),
    ];

    /// <summary>The head's center, as a share of the image's width.</summary>
    public required SKPoint Center { get; init; }

    /// <summary>Half the head's width, as a share of the image's width.</summary>
    public required float Scale { get; init; }

    /// <summary>Tilt of the head in degrees.</summary>
    public required float Roll { get; init; }

    /// <summary>Height of the head divided by its width.</summary>
    public required float Length { get; init; }

    /// <summary>Width of the jaw divided by the width of the head.</summary>
    public required float Jaw { get; init; }

    /// <summary>Distance of the eyes from the center line, in units of half the head's width.</summary>
    public required float EyeDistance { get; init; }

    /// <summary>Size of the eyes, in units of half the head's width.</summary>
    public required float EyeSize { get; init; }

    /// <summary>Direction of the gaze, -1 (left) to 1 (right).</summary>
    public required float Gaze { get; init; }

    /// <summary>Line width of brows and lips, in units of half the head's width.</summary>
    public required float Stroke { get; init; }

    /// <summary>Length of the nose, in units of half the head's width.</summary>
    public required float Nose { get; init; }

    /// <summary>Hairstyle: 0 bald, 1 short, 2 parted, 3 long, 4 curly.</summary>
    public required int HairStyle { get; init; }

    public required bool Glasses { get; init; }

    public required SKColor Skin { get; init; }

    public required SKColor Hair { get; init; }

    public required SKColor Background { get; init; }

    /// <summary>Direction of the light in degrees, and strength of the shadow on the opposite side, 0 to 1.</summary>
    public required (float Direction, float Strength) Light { get; init; }


    public static FaceAppearance Create(Random random)
    {
        return new FaceAppearance
        {
            Center = new SKPoint(Between(0.45f, 0.55f), Between(0.47f, 0.55f)),
            Scale = Between(0.33f, 0.42f),
            Roll = Between(-14, 14),
            Length = Between(1.08f, 1.32f),
            Jaw = Between(0.72f, 1.0f),
            EyeDistance = Between(0.36f, 0.44f),
            EyeSize = Between(0.16f, 0.20f),
            Gaze = Between(-0.6f, 0.6f),
            Stroke = Between(0.065f, 0.10f),
            Nose = Between(0.18f, 0.30f),
            HairStyle = random.Next(5),
            Glasses = random.NextSingle() < 0.12f,
            Skin = Skins[random.Next(Skins.Length)],
            Hair = Hairs[random.Next(Hairs.Length)],
            Background = SKColor.FromHsl(Between(0, 360), Between(5, 45), Between(25, 85)),
            Light = (Between(0, 360), Between(0, 0.45f)),
        };

        float Between(float least, float most) => least + ((most - least) * random.NextSingle());
    }
}
