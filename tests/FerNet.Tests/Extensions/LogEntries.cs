using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FerNet.Tests.Extensions;

/// <summary>Everything that a host logs, kept.</summary>
internal sealed class LogEntries : ILoggerProvider
{
    public ConcurrentQueue<Entry> All { get; } = [];

    /// <summary>What FerNet logged with an event id.</summary>
    public Entry[] OfPredictor(int eventId) =>
        [.. All.Where(entry => entry.Category == typeof(EmotionPredictor).FullName && entry.Event.Id == eventId)];

    public ILogger CreateLogger(string categoryName) => new Logger(All, categoryName);

    public void Dispose()
    {
    }

    internal sealed record Entry(string Category, LogLevel Level, EventId Event, string Text, Exception? Error);

    private sealed class Logger(ConcurrentQueue<Entry> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new Entry(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
