using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>Makes problem details of what people can do something about, wherever in a request it turns out: a run that is not there, a search that is wrong.</summary>
internal static class RunErrors
{
    public static void Use(IApplicationBuilder application) =>
        application.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (RunException exception) when (!context.Response.HasStarted)
                {
                    await TypedResults.Problem(exception.Message, statusCode: exception.Status).ExecuteAsync(context);
                }
                catch (QueryException exception) when (!context.Response.HasStarted)
                {
                    await TypedResults
                        .Problem(
                            exception.Message,
                            statusCode: StatusCodes.Status400BadRequest,
                            title: "The search cannot be read",
                            extensions: new Dictionary<string, object?> { ["position"] = exception.Position }
                        )
                        .ExecuteAsync(context);
                }
            }
        );
}
