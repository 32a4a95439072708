using System.Collections;
using FerNet.Tests.Architecture.Planted.Late;

// A library with a folder Early and a folder Late. Each type of Early uses one of Late in one way; TypeUsesTests find each of them.
namespace FerNet.Tests.Architecture.Planted
{
    public static class Service
    {
        public static int Count => 1;
    }

    public readonly record struct PlainValue(int Number);
}

namespace FerNet.Tests.Architecture.Planted.Late
{
    public class Later
    {
        public static int Count => 2;
    }

    public static class LaterExtensions
    {
        public static int Twice(this int number) => 2 * number;
    }

    public enum LaterKind
    {
        None,
        One,
    }

    public interface ILater;

    public sealed class LaterException : Exception;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class LaterAttribute : Attribute;

    public static class Outer
    {
        public const int Constant = 3;

        public sealed class Inner;
    }
}

namespace FerNet.Tests.Architecture.Planted.Early
{
    [AttributeUsage(AttributeTargets.All)]
    public sealed class TypesAttribute(params Type[] types) : Attribute
    {
        public IReadOnlyList<Type> Types { get; } = types;

        public Type? Named { get; set; }

        public object? Boxed { get; set; }
    }

    public class Generic<T>
    {
        public int Size { get; } = typeof(T).Name.Length;
    }

    public static class Generic
    {
        public static int SizeOf<T>() => typeof(T).Name.Length;
    }

    /// <summary>Uses its own folder, the root's values and the framework only.</summary>
    [Types(typeof(PlainValue), Named = typeof(List<string>))]
    public class Clean : List<PlainValue>
    {
        public async Task<int> CountAsync()
        {
            await Task.Yield();
            return this.Sum(value => value.Number) + new Generic<PlainValue>().Size;
        }
    }

    public static class InMethodBody
    {
        public static string Text() => $"{Later.Count}";
    }

    public static class InExtensionCall
    {
        public static int Number() => 4.Twice();
    }

    public static class InLambda
    {
        public static Func<int> Get(int number) => () => number + Later.Count;
    }

    public static class InAsyncMethod
    {
        public static async Task<int> GetAsync()
        {
            await Task.Yield();
            return Later.Count;
        }
    }

    public static class InIterator
    {
        public static IEnumerable Numbers()
        {
            yield return Later.Count;
        }
    }

    public static class InLocalVariable
    {
        public static bool Parses(string text) => Enum.TryParse(text, out LaterKind kind) && kind.ToString() == text;
    }

    public static class InTypeOf
    {
        public static string Name => typeof(Later).Name;
    }

    public static class InCast
    {
        public static bool Is(object value) => value is ILater;
    }

    public static class InCatch
    {
        public static void Run(Action act)
        {
            try
            {
                act();
            }
            catch (LaterException)
            {
            }
        }
    }

    public static class InTypeArgument
    {
        public static int Size => new Generic<Later[]>().Size;
    }

    public static class InMethodArgument
    {
        public static int Size => Generic.SizeOf<Outer.Inner>();
    }

    public static unsafe class InPointerCall
    {
        public static object? Call(nint function) => ((delegate*<Later?>)function)();
    }

    [Later]
    public static class InAttributeType;

    [Types(typeof(string), typeof(Later))]
    public static class InAttributeArgument;

    [Types(Named = typeof(List<Later>))]
    public static class InNamedAttributeArgument;

    [Types(Boxed = LaterKind.One)]
    public static class InBoxedAttributeArgument;

    public static class InParameterAttributeType
    {
        public static int Same([Later] int number) => number;
    }

    public static class InConstraint
    {
        public static string Text<T>(T value)
            where T : ILater => $"{value}";
    }

    public class InBaseType : Later;

    public class InBaseTypeArgument : List<Later>;

    public class InInterface : ILater;

    public class InField
    {
        private readonly LaterKind[] kinds = [];

        public int Count => kinds.Length;
    }

    public abstract class InSignature
    {
        public abstract IReadOnlyDictionary<string, Later> Read(ref int number);
    }

    public static class InNestedType
    {
        public static class Inner
        {
            public static int Count => Later.Count;
        }
    }

    public static class InService
    {
        public static int Count => Service.Count;
    }
}
