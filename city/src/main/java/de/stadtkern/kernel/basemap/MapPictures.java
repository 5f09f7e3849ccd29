package de.stadtkern.kernel.basemap;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.springframework.stereotype.Component;

/** The map for paper, with lines on it. */
@Component
public class MapPictures {

    private static final int DOTS = 2;
    private static final double MARGIN = 0.08;
    private static final double NARROWEST = 0.004;
    private static final Color INK = new Color(0x7a1fa2);

    private final BaseMap map;
    private final Pictures pictures;

    MapPictures(BaseMap map, Pictures pictures) {
        this.map = map;
        this.pictures = pictures;
    }

    /**
     * A line of one or more positions.
     *
     * @param bold whether it is what the picture is about
     */
    public record Line(double[] lon, double[] lat, boolean bold) {}

    /** A picture and whom it must name. */
    public record Picture(byte[] png, String attribution) {}

    /** All the lines on the map, this many pixels wide and high; empty when no map was imported, or there is no line. */
    public Optional<Picture> print(List<Line> lines, int width, int height) {
        return lines.isEmpty()
                ? Optional.empty()
                : map.findExtract()
                        .map(extract -> new Picture(
                                drawn(lines, Viewport.around(box(lines), width, height)), extract.attribution()));
    }

    private byte[] drawn(List<Line> lines, Viewport view) {
        BufferedImage picture = pictures.drawing(MapStyle.PRINT, view, DOTS);
        Graphics2D pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.scale(DOTS, DOTS);
            pen.setColor(INK);
            lines.forEach(line -> draw(pen, view, line));
        } finally {
            pen.dispose();
        }
        return Png.of(picture, MapStyle.PRINT).whole();
    }

    private static void draw(Graphics2D pen, Viewport view, Line line) {
        int width = line.bold() ? 4 : 1;
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D path = new Path2D.Double();
        for (int i = 0; i < line.lon().length; i++) {
            double x = view.x(Mercator.x(line.lon()[i]));
            double y = view.y(Mercator.y(line.lat()[i]));
            if (i == 0) {
                path.moveTo(x, y);
            }
            path.lineTo(x, y);
        }
        pen.draw(path);
    }

    private static Box box(List<Line> lines) {
        var lon = lines.stream()
                .flatMapToDouble(line -> DoubleStream.of(line.lon()))
                .summaryStatistics();
        var lat = lines.stream()
                .flatMapToDouble(line -> DoubleStream.of(line.lat()))
                .summaryStatistics();
        double wide = Math.max(NARROWEST, MARGIN * (lon.getMax() - lon.getMin()));
        double high = Math.max(NARROWEST, MARGIN * (lat.getMax() - lat.getMin()));
        return new Box(lon.getMin() - wide, lat.getMin() - high, lon.getMax() + wide, lat.getMax() + high);
    }
}
