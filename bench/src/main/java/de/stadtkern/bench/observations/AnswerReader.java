package de.stadtkern.bench.observations;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads answers of HTTP/1.1 without keeping their bodies, which makes it several times cheaper than a whole codec. */
final class AnswerReader extends ByteToMessageDecoder {

    /** An answer; {@code size} is that of its body, {@code last} says that the server now closes the connection. */
    record Answer(int status, long size, boolean last) {}

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        LAST_LINE
    }

    private static final int LONGEST_HEAD = 8192;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CLOSE = "\r\nconnection: close";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    private Part part = Part.HEAD;
    private int status;
    private boolean last;
    private long size;
    private long left;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (part) {
            case HEAD -> readHead(in, out);
            case BODY -> {
                skip(in);
                if (left == 0) {
                    finish(out);
                }
            }
            case CHUNK_SIZE -> readChunkSize(in);
            case CHUNK -> {
                skip(in);
                if (left == 0) {
                    part = Part.CHUNK_SIZE;
                }
            }
            case LAST_LINE -> readLastLine(in, out);
        }
    }

    private void readHead(ByteBuf in, List<Object> out) {
        String read =
                in.toString(in.readerIndex(), Math.min(in.readableBytes(), LONGEST_HEAD), StandardCharsets.US_ASCII);
        int end = read.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        in.skipBytes(end + 4);
        String head = read.substring(0, end + 2).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head, 9, 12, 10);
        last = head.contains(CLOSE);
        size = 0;
        int length = head.indexOf(LENGTH);
        if (length >= 0) {
            int value = length + LENGTH.length();
            left = Long.parseLong(
                    head.substring(value, head.indexOf('\r', value)).strip());
            size = left;
            part = Part.BODY;
        } else if (head.contains(CHUNKED)) {
            part = Part.CHUNK_SIZE;
        }
        if (part == Part.HEAD || part == Part.BODY && left == 0) {
            finish(out);
        }
    }

    /** The size, behind the line end of the chunk before it. */
    private void readChunkSize(ByteBuf in) {
        int start = in.readerIndex();
        while (in.isReadable() && (in.getByte(start) == '\r' || in.getByte(start) == '\n')) {
            start++;
            in.readerIndex(start);
        }
        int end = in.indexOf(start, in.writerIndex(), (byte) '\n');
        if (end < 0) {
            return;
        }
        String line = in.toString(start, end - start, StandardCharsets.US_ASCII).strip();
        in.readerIndex(end + 1);
        left = Long.parseLong(line, 16);
        size += left;
        part = left == 0 ? Part.LAST_LINE : Part.CHUNK;
    }

    private void readLastLine(ByteBuf in, List<Object> out) {
        if (in.readableBytes() >= 2) {
            in.skipBytes(2);
            finish(out);
        }
    }

    private void skip(ByteBuf in) {
        int now = (int) Math.min(left, in.readableBytes());
        in.skipBytes(now);
        left -= now;
    }

    private void finish(List<Object> out) {
        part = Part.HEAD;
        out.add(new Answer(status, size, last));
    }
}
