using System.Text.RegularExpressions;

namespace Platform.Hosting.Tests.Support;

/// <summary>What a person sees after a program has written this: a terminal that knows the sequences we use.</summary>
internal sealed partial class Emulator
{
    private readonly List<List<char>> _rows =
    [
        [],
    ];
    private int _row;
    private int _column;

    public bool CursorVisible { get; private set; } = true;

    public IReadOnlyList<string> Lines => [.. _rows.Select(r => new string([.. r]).TrimEnd())];

    public static Emulator Of(string written)
    {
        var emulator = new Emulator();
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == '\e' && Sequence().Match(written, i) is { Success: true, Index: var at } match && at == i)
            {
                emulator.Obey(match.Groups["arguments"].Value, match.Groups["command"].Value);
                i += match.Length - 1;
            }
            else
            {
                emulator.Put(written[i]);
            }
        }
        return emulator;
    }

    private void Obey(string arguments, string command)
    {
        switch (command)
        {
            case "A":
                _row = Math.Max(0, _row - int.Parse(arguments));
                break;
            case "K":
                Cut();
                break;
            case "J" when arguments == "2":
                _rows.Clear();
                _rows.Add([]);
                break;
            case "J":
                Cut();
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case "H":
                (_row, _column) = (0, 0);
                break;
            case "h" or "l" when arguments == "?25":
                CursorVisible = command == "h";
                break;
        }
    }

    private void Cut()
    {
        if (_rows[_row].Count > _column)
        {
            _rows[_row].RemoveRange(_column, _rows[_row].Count - _column);
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                _row++;
                if (_row == _rows.Count)
                {
                    _rows.Add([]);
                }
                break;
            default:
                while (_rows[_row].Count <= _column)
                {
                    _rows[_row].Add(' ');
                }
                _rows[_row][_column++] = character;
                break;
        }
    }

    [GeneratedRegex(@"\e(\[(?<arguments>[?0-9;]*)(?<command>[A-Za-z])|\].*?\e\\|[=>])")]
    private static partial Regex Sequence();
}
