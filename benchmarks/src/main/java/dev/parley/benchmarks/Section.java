package dev.parley.benchmarks;

import java.util.List;

/// What a scenario found.
///
/// @param load what was done to the server
/// @param header of the table
/// @param rows as long as the header
/// @param remarks incidents and whatever the table cannot say
record Section(String title, String load, List<String> header, List<List<String>> rows, List<String> remarks) {
    Section {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        remarks = List.copyOf(remarks);
    }

    String markdown(String loadAverage) {
        StringBuilder out = new StringBuilder("## " + title + "\n\n" + load + "\n\n");
        row(out, header);
        row(out, header.stream().map(cell -> "---").toList());
        rows.forEach(cells -> row(out, cells));
        out.append('\n');
        remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
        return out.append("- Load average before and after: ")
                .append(loadAverage)
                .append(".\n\n")
                .toString();
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
