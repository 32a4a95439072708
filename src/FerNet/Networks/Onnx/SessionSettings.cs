using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>The session settings that an application can change.</summary>
/// <param name="Threads">Threads for one call; 0 for as many as the process may use.</param>
/// <param name="Configure">Changes the options of the session before it is opened; null for no change.</param>
internal readonly record struct SessionSettings(int Threads, Action<SessionOptions>? Configure = null);
