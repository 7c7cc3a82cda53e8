namespace Platform.Dashboard.Web;

/// <summary>What a browser shows where the web app was not built, for want of Node.</summary>
internal static class NotBuilt
{
    public const string Page = """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>The dashboard's pages were not built</title>
            <style nonce="__CSP_NONCE__">
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark; }
              code { font-size: 0.95em; }
            </style>
          </head>
          <body>
            <h1>The dashboard's pages were not built</h1>
            <p>The dashboard runs and takes telemetry, but its pages are missing. They are built with Node 20 and npm. Install those, then</p>
            <pre><code>npm ci &amp;&amp; npm run build --workspace dashboard/Web
        dotnet build</code></pre>
            <p>and start again. <code>./up</code> does all of it.</p>
          </body>
        </html>
        """;
}
