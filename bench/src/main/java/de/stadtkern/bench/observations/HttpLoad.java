package de.stadtkern.bench.observations;

import de.stadtkern.bench.observations.AnswerReader.Answer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends requests over connections that stay open, on each the next one as soon as the last is answered. */
final class HttpLoad implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Target target;

    HttpLoad(Target target) {
        this.target = target;
    }

    /** A request without a body. */
    ByteBuf get(String path) {
        return ByteBufUtil.writeAscii(
                ByteBufAllocator.DEFAULT, target.head("GET", path) + "Accept: application/json\r\n\r\n");
    }

    /** A request with a body of ASCII. */
    ByteBuf post(String path, String json) {
        return ByteBufUtil.writeAscii(
                ByteBufAllocator.DEFAULT,
                target.head("POST", path) + "Content-Type: application/json\r\nContent-Length: " + json.length()
                        + "\r\n\r\n" + json);
    }

    /** For a time. */
    Measurement run(int connections, Duration time, Supplier<ByteBuf> requests) {
        return run(connections, new Work(requests, Long.MAX_VALUE, System.nanoTime() + time.toNanos()));
    }

    /** So many requests. */
    Measurement run(int connections, long requests, Supplier<ByteBuf> supplier) {
        return run(connections, new Work(supplier, requests, Long.MAX_VALUE));
    }

    private Measurement run(int connections, Work work) {
        work.open = connections;
        for (int i = 0; i < connections; i++) {
            work.connect();
        }
        work.done.awaitUninterruptibly();
        return work.measurement.close();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What all connections of one run share; touched by the one thread of the loop only. */
    private final class Work {

        private final Supplier<ByteBuf> requests;
        private final long deadline;
        private final Measurement measurement = new Measurement(new Cpu(target.processes()));
        private final Promise<Void> done = loop.next().newPromise();
        private long left;
        private int open;

        private Work(Supplier<ByteBuf> requests, long left, long deadline) {
            this.requests = requests;
            this.left = left;
            this.deadline = deadline;
        }

        private void connect() {
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(
                                            new ReadTimeoutHandler(PATIENCE_SECONDS),
                                            new AnswerReader(),
                                            new Caller(Work.this));
                        }
                    })
                    .connect(target.root().getHost(), target.port())
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            measurement.failed(String.valueOf(connected.cause()));
                            end();
                        }
                    });
        }

        private boolean goesOn() {
            return left > 0 && System.nanoTime() < deadline;
        }

        /** A server may close a connection after a number of requests; then another takes its place. */
        private void closed() {
            if (goesOn()) {
                connect();
            } else {
                end();
            }
        }

        private void end() {
            if (--open == 0) {
                done.setSuccess(null);
            }
        }
    }

    /** One connection. */
    private static final class Caller extends SimpleChannelInboundHandler<Answer> {

        private final Work work;
        private long sentAt;
        private boolean waiting;

        private Caller(Work work) {
            this.work = work;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            next(context);
        }

        private void next(ChannelHandlerContext context) {
            if (!work.goesOn()) {
                context.close();
                return;
            }
            work.left--;
            waiting = true;
            sentAt = System.nanoTime();
            context.writeAndFlush(work.requests.get());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Answer answer) {
            waiting = false;
            if (answer.status() / 100 == 2) {
                work.measurement.answered(sentAt, answer.size());
            } else {
                work.measurement.failed("status " + answer.status());
            }
            if (answer.last()) {
                context.close();
            } else {
                next(context);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (waiting) {
                work.measurement.failed("closed without an answer");
            }
            work.closed();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            work.measurement.failed(cause.toString());
            context.close();
        }
    }
}
