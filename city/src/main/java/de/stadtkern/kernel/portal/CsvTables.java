package de.stadtkern.kernel.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Answers a page's address with {@code ?<table>-csv=excel} or {@code =plain} by the table alone. Excel in German wants
 * semicolons, decimal commas and a byte order mark; programs want RFC 4180.
 */
class CsvTables implements HandlerInterceptor {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (answer == null) {
            return;
        }
        for (Object value : answer.getModel().values()) {
            if (value instanceof TableView table) {
                String kind = table.page().parameter(table.name() + "-csv");
                if (!kind.isEmpty()) {
                    answer.setView(new Csv(table, kind.equals("excel")));
                }
            }
        }
    }

    private record Csv(TableView table, boolean excel) implements View {

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(table.name() + ".csv")
                            .build()
                            .toString());
            PrintWriter out = response.getWriter();
            out.print(excel ? BYTE_ORDER_MARK : "");
            out.print(line(table.headers().stream()
                    .map(header -> quoted(table.page().text(header.textKey())))
                    .toList()));
            Iterator<List<Cell>> rows = table.allRows().iterator();
            while (rows.hasNext()) {
                out.print(line(rows.next().stream().map(this::value).toList()));
            }
        }

        private String line(List<String> values) {
            return values.stream().collect(Collectors.joining(excel ? ";" : ",", "", "\r\n"));
        }

        private String value(Cell cell) {
            return switch (cell) {
                case Cell.Words words -> quoted(words.text());
                case Cell.Quantity(double value, int decimals, String unit) -> number(value, decimals);
                case Cell.Moment(Instant at) -> at.toString();
                case Cell.Age(Instant at) -> at.toString();
                case Cell.Badge badge -> quoted(badge.text());
                case Cell.Pick pick -> "";
                case Cell.Empty empty -> "";
            };
        }

        private String number(double value, int decimals) {
            String plain = BigDecimal.valueOf(value)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .toPlainString();
            return excel ? plain.replace('.', ',') : plain;
        }

        /** What a spreadsheet would take for a formula gets an apostrophe. */
        private static String quoted(String text) {
            boolean formula = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
            String harmless = formula ? "'" + text : text;
            return "\"" + harmless.replace("\"", "\"\"") + "\"";
        }
    }
}
