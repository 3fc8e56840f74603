package nsx.repl.render;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the numbers of a column the same number of decimal places: {@code 1.062ms} above {@code 0.600ms}. */
final class Decimals {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+)(?:\\.(\\d+))?(\\D*)");

    private Decimals() {}

    /** Pads the decimals of a column with zeros if all cells have the same unit. */
    static void align(List<List<String>> rows, int column) {
        String unit = null;
        int places = 0;
        for (List<String> row : rows) {
            Matcher number = NUMBER.matcher(row.get(column));
            if (row.get(column).isEmpty() || row.get(column).equals("0s")) {
                continue;
            }
            if (!number.matches() || unit != null && !unit.equals(number.group(3))) {
                return;
            }
            unit = number.group(3);
            places = Math.max(
                    places, number.group(2) == null ? 0 : number.group(2).length());
        }
        int most = places;
        rows.forEach(row -> row.set(column, filled(row.get(column), most)));
    }

    private static String filled(String cell, int places) {
        Matcher number = NUMBER.matcher(cell);
        if (places == 0 || !number.matches() || cell.equals("0s")) {
            return cell;
        }
        String decimals = number.group(2) == null ? "" : number.group(2);
        return number.group(1) + "." + decimals + "0".repeat(places - decimals.length()) + number.group(3);
    }
}
