namespace FerNet.Tests.Architecture;

/// <param name="User">The full name of the type that uses the other one.</param>
/// <param name="Used">The full name of the type that is used.</param>
internal sealed record TypeUse(string User, string Used);
