using System.Text.RegularExpressions;
using FerNet.Tests.Docs;

namespace FerNet.Tests.Architecture;

/// <summary>Code fits a screen, and code and documents are spelled as in American English.</summary>
public class SourceStyleTests
{
    private const int MaxColumns = 140, MaxLines = 300;

    /// <summary>How British words begin that American English spells in another way.</summary>
    private static readonly Regex British = new(
        string.Join('|',
        [
            // -our
            "armour", "behaviour", "colour", "endeavour", "favour", "flavour", "harbour", "honour", "humour", "labour", "neighbour",
            "odour", "rigour", "rumour", "vapour", "vigour",
            // -re
            "calibre", "centre", "fibre", @"\blitres?\b", "(?<=centi|kilo|milli)metre", "theatre",
            // -ce and -se
            "defence", "licence", "offence", "practis", "pretence",
            // -ise and -yse
            @"analys(?!es\b|is|t)", "apologis", "authoris", "capitalis(?!m|t)", "categoris", "characteris(?!t)", "criticis(?!m)",
            "customis", "discretis", "emphasis(?=e|ing)", "equalis", "factoris", "finalis(?!t)", "formalis(?!m)", "generalis(?!t)",
            "harmonis", "initialis", "linearis", "localis", "materialis(?!m|t)", "maximis", "memoris", "minimis", "modernis(?!m|t)",
            "normalis", "optimis(?!m|t)", "organis(?!m)", "parallelis(?!m)", "parameteris", "penalis", "prioritis", "quantis", "randomis",
            "realis(?!m|t)", "recognis", "regularis", "sanitis", "serialis", "specialis(?!m|t)", "stabilis", "standardis", "summaris",
            "symbolis(?!m|t)", "synchronis(?!m)", "synthesis(?=e|ing)", "tokenis", "utilis", "vectoris", "visualis",
            // A doubled l
            "cancell(?!ation)", "channell", "counsell", "dialled", "dialling", "labell", "marshall", "modell", "panell", "signall",
            "totalled", "totalling", "travell", "tunnell",
            // Others
            "acknowledgement", "ageing", "aluminium", "amongst", "artefact", "burnt", "catalogue", "dreamt", "enrolment", "fulfilment",
            "grey", "judgement", "learnt", "manoeuvr", "mould", "plough", @"\bprogrammes?\b", "sceptic", "spelt", "whilst",
        ]),
        RegexOptions.IgnoreCase | RegexOptions.Compiled);

    /// <summary>Names that are not this repository's to spell.</summary>
    private static readonly string[] ForeignNames =
    [
        nameof(System.Runtime.InteropServices.StringMarshalling), // .NET
        "unlabelled.csv", // a file of the benchmarks' photographs
        "licenceNote", // a key in the cards of version 1.0
    ];

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns() =>
        AssertNone(CodeFiles().SelectMany(file => LongLines(File.ReadAllLines(file)).Select(line => (file, line))), "Break these lines");

    [Fact]
    public void No_file_of_code_has_more_than_300_lines() =>
        AssertNone(CodeFiles().Where(file => File.ReadLines(file).Count() > MaxLines).Select(file => (file, 1)), "Divide these files");

    [Fact]
    public void Code_and_documents_are_spelled_as_in_American_English() =>
        AssertNone(
            SpelledFiles().SelectMany(file => File.ReadLines(file).Index()
                .Where(line => BritishWord(line.Item) is not null).Select(line => (file, line.Index + 1))),
            "Spell these lines as in American English");

    [Fact]
    public void Every_foreign_name_is_still_needed()
    {
        string[] texts = [.. SpelledFiles().Select(File.ReadAllText)];
        Assert.All(ForeignNames, name => Assert.Contains(texts, text => text.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(140, false)]
    [InlineData(141, true)]
    public void The_search_for_long_lines_finds_what_it_should(int columns, bool isLong) =>
        Assert.Equal(isLong ? [2] : [], LongLines(["", new string('/', columns)]));

    [Theory]
    [InlineData("// The colour of the background", "colour")]
    [InlineData("InputImage.FromGrey(levels)", "Grey")]
    [InlineData("private Normalisation normalization;", "Normalis")]
    [InlineData("A_cancelled_load_stops", "cancell")]
    [InlineData("throw new OperationCanceledException(); // cancellation", null)]
    [InlineData("It is analysed.", "analys")]
    [InlineData("Two analyses, one analyst, a Microsoft.CodeAnalysis", null)]
    [InlineData("an optimistic organism in a programmed parallelism", null)]
    [InlineData("an optimising programme", "optimis")]
    [InlineData("unlabelled faces", "labell")]
    [InlineData("[LibraryImport(\"c\", StringMarshalling = StringMarshalling.Utf8)] // unlabelled.csv", null)]
    public void The_search_for_British_words_finds_what_it_should(string text, string? word) => Assert.Equal(word, BritishWord(text));

    private static IEnumerable<string> CodeFiles() =>
        ((string[])["src", "tests", "benchmarks"]).SelectMany(folder => Repository.CodeFiles(folder));

    /// <summary>Code and documents, except for this file, which lists what is searched for.</summary>
    private static IEnumerable<string> SpelledFiles() =>
        CodeFiles().Where(file => Path.GetFileName(file) != $"{nameof(SourceStyleTests)}.cs")
            .Concat(Repository.MarkdownFiles())
            .Concat(((string[])["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]).Select(name => Path.Combine(Repository.Root, name)));

    private static IEnumerable<int> LongLines(string[] lines) =>
        lines.Index().Where(line => line.Item.Length > MaxColumns).Select(line => line.Index + 1);

    private static string? BritishWord(string line)
    {
        foreach (string name in ForeignNames) line = line.Replace(name, "", StringComparison.Ordinal);
        return British.Match(line) is { Success: true } found ? found.Value : null;
    }

    private static void AssertNone(IEnumerable<(string File, int Line)> offenses, string cure)
    {
        string[] places = [.. offenses.Select(place => $"{Path.GetRelativePath(Repository.Root, place.File)}({place.Line})")];
        Assert.True(places.Length == 0, $"{cure}:\n{string.Join('\n', places)}");
    }
}
