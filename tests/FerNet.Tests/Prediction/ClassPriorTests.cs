using FerNet.Data;
using FerNet.Prediction;
using static System.FormattableString;

namespace FerNet.Tests.Prediction;

public class ClassPriorTests
{
    [Fact]
    public void Frequencies_are_copied_and_divided_by_their_sum()
    {
        double[] counts = [1, 2, 3, 4, 5, 6, 29];
        ClassPrior prior = new(counts);
        counts[0] = 100;
        Assert.Equal([0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.58], prior.Probabilities, (one, other) => Math.Abs(one - other) < 1e-15);
        Assert.Equal(0.58, prior[Emotion.Neutral], 1e-15);
        Assert.Throws<NotSupportedException>(() => ((IList<double>)prior.Probabilities)[0] = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => prior[(Emotion)7]);
    }

    [Fact]
    public void Priors_of_the_same_probabilities_are_equal()
    {
        ClassPrior one = new([2, 2, 2, 2, 2, 2, 2]);
        Assert.Equal(ClassPrior.Uniform, one);
        Assert.Equal(ClassPrior.Uniform.GetHashCode(), one.GetHashCode());
        Assert.NotEqual(ClassPrior.Fer2013, one);
        Assert.Equal(new EmotionPredictorOptions { ClassPrior = one }, new EmotionPredictorOptions { ClassPrior = ClassPrior.Uniform });
        Assert.Equal("angry 0.143, disgust 0.143, fear 0.143, happy 0.143, sad 0.143, surprise 0.143, neutral 0.143", one.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e-10)]
    [InlineData(1e10)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_frequency_that_is_no_frequency_is_refused_with_its_emotion(double frequency)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ClassPrior([1, 1, frequency, 1, 1, 1, 1]));
        Assert.Contains(Invariant($"The frequency of fear is {frequency}; it must lie between 1E-09 and 1000000000."), error.Message);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Contains("6 frequencies; it needs 7", Assert.Throws<ArgumentException>(() => new ClassPrior([1, 1, 1, 1, 1, 1])).Message);
        Assert.Throws<ArgumentNullException>(() => new ClassPrior(null!));
        Assert.Throws<ArgumentNullException>(() => new EmotionPredictorOptions { ClassPrior = null! });
        Assert.Throws<ArgumentNullException>(() => new EmotionPredictorOptions { TrainingPrior = null! });
        foreach (double share in (double[])[-0.01, 1.01, double.NaN])
        {
            Assert.Contains("ClassPriorStrength is",
                Assert.Throws<ArgumentOutOfRangeException>(() => new EmotionPredictorOptions { ClassPriorStrength = share }).Message);
            Assert.Contains("MinConfidence is",
                Assert.Throws<ArgumentOutOfRangeException>(() => new EmotionPredictorOptions { MinConfidence = share }).Message);
        }
    }

    [Fact]
    public void Fer2013s_prior_is_that_of_its_training_rows()
    {
        FerDataset training = FerDataset.Load(SharedData.Path("fer2013.csv.gz"), new FerDatasetOptions { UseFerPlus = false });
        Assert.Equal(new ClassPrior([.. EmotionExtensions.All.Select(emotion => (double)training.Counts[emotion, DatasetSplit.Training])]),
            ClassPrior.Fer2013);
    }
}
