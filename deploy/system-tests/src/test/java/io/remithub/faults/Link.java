package io.remithub.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wire between two processes, with a weather of its own. Of several targets the next that takes the call gets it. */
final class Link implements AutoCloseable {

    enum Weather {
        CLEAR,
        /** Everything comes, later. */
        SLOW,
        /** Nothing comes, neither way, and nobody is told. */
        PARTED,
        /** What is sent arrives; what is answered is lost. */
        HALF_OPEN,
        /** Every connection is reset, and every new one. */
        RESET
    }

    /** Looks at what passes. */
    @FunctionalInterface
    interface Tap {
        /** @param toTarget or back
         * @return whether what was said may still go on */
        boolean passes(boolean toTarget, Said said);
    }

    private static final int CONNECT_MILLIS = 1_000;
    private static final int CHUNK = 32 * 1024;

    private final ServerSocket server;
    private final List<InetSocketAddress> targets;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.CLEAR;
    private volatile Duration latency = Duration.ofMillis(300);
    private volatile @Nullable Tap tap;

    private Link(ServerSocket server, List<InetSocketAddress> targets) {
        this.server = server;
        this.targets = targets;
    }

    static Link to(Integer... ports) throws IOException {
        var server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        var link = new Link(server, List.of(ports).stream().map(Link::local).toList());
        Thread.ofVirtual().start(link::accept);
        return link;
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    void tap(@Nullable Tap listening) {
        tap = listening;
    }

    synchronized void turns(Weather now) {
        var before = weather;
        weather = now;
        if (now == Weather.RESET || before == Weather.HALF_OPEN) {
            open.forEach(Link::reset);
        }
        notifyAll();
    }

    void slow(Duration each) {
        latency = each;
        turns(Weather.SLOW);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try {
            awaitPassage();
            var target = weather == Weather.RESET ? null : connected();
            if (target == null) {
                reset(client);
                return;
            }
            open.add(target);
            client.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(target, client, false));
            pump(client, target, true);
            back.join();
            open.remove(target);
        } catch (IOException e) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private @Nullable Socket connected() {
        for (int tried = 0; tried < targets.size(); tried++) {
            var socket = new Socket();
            try {
                socket.connect(targets.get(Math.floorMod(next.getAndIncrement(), targets.size())), CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException nobodyThere) {
                reset(socket);
            }
        }
        return null;
    }

    private void pump(Socket from, Socket to, boolean toTarget) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var chunk = new byte[CHUNK];
            var ear = new Said.Ear();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                var said = ear.hears(chunk, read);
                var listening = tap;
                if (listening != null && !listening.passes(toTarget, said)) {
                    reset(from);
                    return;
                }
                if (weather == Weather.SLOW) {
                    Thread.sleep(latency);
                }
                awaitPassage();
                if (toTarget || weather != Weather.HALF_OPEN) {
                    out.write(chunk, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (weather == Weather.PARTED) {
            wait();
        }
    }

    private static void reset(Socket socket) {
        try {
            if (socket.isConnected() && !socket.isClosed()) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            socket.close();
        } catch (IOException gone) {
            // that is what it is for
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        turns(Weather.RESET);
    }
}
