namespace FerNet.Tests.Consumers;

/// <summary>Tests that share one packed package and run one after the other.</summary>
[CollectionDefinition]
public sealed class OnePackage : ICollectionFixture<PackedFeed>;
