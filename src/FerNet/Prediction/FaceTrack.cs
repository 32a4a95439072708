using FerNet.Faces;

namespace FerNet.Prediction;

/// <summary>One tracked face: its position, its velocity and its smoothed probabilities.</summary>
/// <remarks>
/// Position and velocity follow an alpha-beta filter (Kalata, "The Tracking Index", 1984) with alpha = 1: the error of a detection is small
/// compared with the motion of a face.
/// </remarks>
internal sealed class FaceTrack(int id, float[] probabilities)
{
    /// <summary>Share of the prediction's error that corrects the velocity.</summary>
    private const float VelocityGain = 0.5f;

    /// <summary>
    /// Share of the velocity that is kept in each frame in which the face is not found, because the face may have stopped.
    /// </summary>
    private const float VelocityKept = 0.7f;

    private float velocityX, velocityY;

    public int Id { get; } = id;

    public float[] Probabilities { get; private set; } = probabilities;

    /// <summary>The box of the face in the last frame, or its expected box in the next one.</summary>
    public FaceBox Box { get; private set; }

    /// <summary>The landmarks that belong to <see cref="Box"/>; null where the detector returns none.</summary>
    public FaceLandmarks? Landmarks { get; private set; }

    /// <summary>Frames in a row in which the face was not found.</summary>
    public int Missed { get; private set; }

    /// <summary>Moves the face to its expected position in the next frame.</summary>
    public void Predict()
    {
        if (Missed > 0) (velocityX, velocityY) = (velocityX * VelocityKept, velocityY * VelocityKept);
        Box = Box with { X = Box.X + velocityX, Y = Box.Y + velocityY };
        Landmarks = Landmarks?.Map(point => new FacePoint(point.X + velocityX, point.Y + velocityY));
    }

    /// <summary>
    /// The agreement of a face with the expected position, 0 to 1: the overlap of the boxes, or with landmarks the mean of the overlap and
    /// the agreement of the landmarks.
    /// </summary>
    /// <remarks>
    /// The agreement of landmarks is 1 where they coincide and 0 where their mean distance is the side of the face or more.
    /// </remarks>
    public double Affinity(FaceBox box, FaceLandmarks? landmarks, double overlap)
    {
        if (Landmarks is null || landmarks is null) return overlap;
        double distance = Landmarks.ToArray().Zip(landmarks.ToArray(), Distance).Average();
        return (overlap + Math.Max(0, 1 - (distance / Math.Max(1e-3, Math.Sqrt(box.Width * box.Height))))) / 2;
    }

    /// <summary>Updates the track from a detection.</summary>
    /// <param name="box">The face, or the square that was read where no face was searched for.</param>
    /// <param name="landmarks">Its landmarks.</param>
    /// <param name="isNew">Whether the track begins with this detection, so that there is no expected position.</param>
    public void Update(FaceBox box, FaceLandmarks? landmarks, bool isNew)
    {
        if (!isNew)
        {
            float errorX = box.X + (box.Width / 2) - Box.X - (Box.Width / 2), errorY = box.Y + (box.Height / 2) - Box.Y - (Box.Height / 2);
            velocityX += VelocityGain * errorX / (Missed + 1);
            velocityY += VelocityGain * errorY / (Missed + 1);
        }
        (Box, Landmarks, Missed) = (box, landmarks, 0);
    }

    /// <summary>Exponential smoothing: <paramref name="earlierShare"/> of the earlier frames and the rest of this one.</summary>
    public void Smooth(float[] probabilities, float earlierShare) =>
        Probabilities = [.. Probabilities.Zip(probabilities, (earlier, now) => (earlierShare * earlier) + ((1 - earlierShare) * now))];

    public void Miss() => Missed++;

    /// <summary>Scales position and velocity to a frame of another size.</summary>
    public void Scale(float scaleX, float scaleY)
    {
        Box = new FaceBox(Box.X * scaleX, Box.Y * scaleY, Box.Width * scaleX, Box.Height * scaleY);
        Landmarks = Landmarks?.Map(point => new FacePoint(point.X * scaleX, point.Y * scaleY));
        (velocityX, velocityY) = (velocityX * scaleX, velocityY * scaleY);
    }

    private static double Distance(FacePoint one, FacePoint other) =>
        Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
