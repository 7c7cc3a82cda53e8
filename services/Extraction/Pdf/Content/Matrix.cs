namespace Platform.Extraction.Pdf;

/// <summary>x' = A·x + C·y + E, y' = B·x + D·y + F.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static readonly Matrix Identity = new(1, 0, 0, 1, 0, 0);

    public static Matrix Move(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>First this one, then the other.</summary>
    public Matrix Then(Matrix next) =>
        new(
            (A * next.A) + (B * next.C),
            (A * next.B) + (B * next.D),
            (C * next.A) + (D * next.C),
            (C * next.B) + (D * next.D),
            (E * next.A) + (F * next.C) + next.E,
            (E * next.B) + (F * next.D) + next.F
        );
}
