package io.remithub.intake;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests byte by byte, as no client library sends them. */
final class Door {

    private Door() {}

    static Socket open() throws IOException {
        var door = new Socket("localhost", RestAssured.port);
        door.setSoTimeout(20_000);
        return door;
    }

    /** @param length the header that tells it, or that it is chunked */
    static String head(String path, String length) {
        return head(Api.ACME, path, length);
    }

    static String head(String key, String path, String length) {
        return "POST %s HTTP/1.1\r\nHost: hub\r\nAPI-Key: %s\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                .formatted(path, key, length);
    }

    static void write(Socket door, String text) throws IOException {
        door.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        door.getOutputStream().flush();
    }
}
