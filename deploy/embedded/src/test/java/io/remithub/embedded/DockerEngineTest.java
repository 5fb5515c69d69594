package io.remithub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DockerEngineTest {

    @Test
    void an_engine_that_says_ok_is_one() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(socket, "HTTP/1.1 200 OK\r\n\r\nOK"));

            assertThat(DockerEngine.answersAt(at(socket))).isTrue();
        }
    }

    @Test
    void a_socket_that_is_taken_but_silent_is_none() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(DockerEngine.answersAt(at(socket))).isFalse();
        }
    }

    @Test
    void a_socket_that_does_not_exist_is_none() {
        assertThat(DockerEngine.answersAt(URI.create("unix:///nowhere/docker.sock")))
                .isFalse();
    }

    private static URI at(ServerSocket socket) {
        return URI.create("tcp://127.0.0.1:" + socket.getLocalPort());
    }

    private static void answer(ServerSocket socket, String answer) {
        try (var connection = socket.accept()) {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
