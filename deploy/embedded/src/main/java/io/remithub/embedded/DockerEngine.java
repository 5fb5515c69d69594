package io.remithub.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a Docker engine answers; asked plainly, since Testcontainers says no slowly and with stack traces. */
final class DockerEngine {

    private static final byte[] PING =
            "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SECONDS_TO_ANSWER = 2;

    private DockerEngine() {}

    static boolean answers() {
        var host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
        return answersAt(URI.create(host));
    }

    static boolean answersAt(URI host) {
        var ping = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> ping.complete(pinged(host)));
        try {
            return ping.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean pinged(URI host) {
        try (var channel = SocketChannel.open(family(host))) {
            channel.connect(address(host));
            channel.write(ByteBuffer.wrap(PING));
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException | RuntimeException nobodyThere) {
            return false;
        }
    }

    private static StandardProtocolFamily family(URI host) {
        return isUnix(host) ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET;
    }

    private static SocketAddress address(URI host) {
        return isUnix(host)
                ? UnixDomainSocketAddress.of(Path.of(host.getPath()))
                : new InetSocketAddress(host.getHost(), host.getPort());
    }

    private static boolean isUnix(URI host) {
        return "unix".equals(host.getScheme());
    }
}
