using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Tests.Api;

/// <summary>Prints an assembly's public and protected members in the form of the lists of Aspire's API.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Print(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(type => type.IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return TypeLine(type);
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                yield return $"  {member}";
            }
        }
    }

    private static string TypeLine(Type type)
    {
        var kind =
            type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : "class";
        var modifier =
            kind is not "class" ? ""
            : type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed "
            : "";
        var bases = new List<string>();
        if (kind is "class" && type.BaseType is { } parent && parent != typeof(object))
        {
            bases.Add(ApiNames.Of(parent));
        }

        if (kind is not "enum")
        {
            bases.AddRange(type.GetInterfaces().Where(face => face.IsVisible).Select(ApiNames.Of));
        }

        return $"T {modifier}{kind} {ApiNames.Of(type)}{(bases.Count > 0 ? " : " : "")}{string.Join(", ", bases)}{Constraints(type.GetGenericArguments())}{Marks(type)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        return type.GetConstructors(Declared)
            .Where(IsSeen)
            .Where(ctor => !ctor.IsStatic)
            .Select(ctor => $"ctor({Parameters(ctor)}){CtorMarks(ctor)}")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsSeen)).Select(Property))
            .Concat(
                type.GetMethods(Declared)
                    .Where(method => IsSeen(method) && !method.IsSpecialName && method.Name[0] is not '<')
                    .Select(Method)
            );
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Field(FieldInfo field)
    {
        if (field.IsLiteral)
        {
            return $"const {ApiNames.Of(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}";
        }

        return $"{(field.IsStatic ? "static" : "")} {ApiNames.Of(field.FieldType)} {field.Name}{Marks(field)}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsSeen).ToList();
        var reads = accessors.Any(accessor => accessor.ReturnType != typeof(void)) ? "get; " : "";
        var writer = accessors.FirstOrDefault(accessor => accessor.ReturnType == typeof(void));
        var isInit = writer?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) is true;
        var writes =
            writer is null ? ""
            : isInit ? "init; "
            : "set; ";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " [required]" : "";
        return $"{(accessors[0].IsStatic ? "static " : "")}{ApiNames.Of(property.PropertyType)} {property.Name} {{ {reads}{writes}}}{required}{Marks(property)}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";
        var body = method.DeclaringType!.IsInterface && !method.IsAbstract && !method.IsStatic ? " [default]" : "";
        return $"{Modifiers(method)}{ApiNames.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)}){Constraints(method.GetGenericArguments())}{body}{Marks(method)}";
    }

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
        : "";

    private static string Parameters(MethodBase method)
    {
        var receiver = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return string.Join(", ", method.GetParameters().Select((parameter, i) => $"{(i is 0 ? receiver : "")}{Parameter(parameter)}"));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var passing =
            parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !type.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        var plain = type.IsByRef ? type.GetElementType()! : type;
        return $"{passing}{ApiNames.Of(plain)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter, plain)}" : "")}";
    }

    private static string Default(ParameterInfo parameter, Type type) =>
        parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            string text => $"\"{text}\"",
            var value when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Constraints(Type[] arguments) =>
        string.Concat(
            arguments
                .Where(argument => argument.IsGenericParameter)
                .Select(argument => (argument.Name, All: Constraints(argument).ToList()))
                .Where(argument => argument.All.Count > 0)
                .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.All)}")
        );

    private static IEnumerable<string> Constraints(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        foreach (var constraint in argument.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)))
        {
            yield return ApiNames.Of(constraint);
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            yield return "new()";
        }
    }

    // The compiler itself marks constructors obsolete, for compilers that know no required members.
    private static string CtorMarks(ConstructorInfo ctor) => ctor.IsDefined(typeof(CompilerFeatureRequiredAttribute)) ? "" : Marks(ctor);

    private static string Marks(MemberInfo member)
    {
        var experimental = member.GetCustomAttribute<ExperimentalAttribute>() is { } mark ? $" [experimental {mark.DiagnosticId}]" : "";
        return $"{experimental}{(member.IsDefined(typeof(ObsoleteAttribute)) ? " [obsolete]" : "")}";
    }
}
