namespace FerNet.Tests.Consumers;

/// <summary>What applications write.</summary>
internal static class Answers
{
    /// <summary>A prediction as text.</summary>
    public const string Line = @"^(angry|disgust|fear|happy|sad|surprise|neutral) \d+ % ";
}
