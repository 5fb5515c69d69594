package io.remithub.intake;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 byte for byte: what no client would send can be sent. */
final class Wire {

    private static final int PATIENCE = 20_000;

    private Wire() {}

    /** @param headers may repeat a name, and say what they like */
    record Request(String method, String target, List<String> headers, byte[] body) {

        byte[] bytes() {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes((method + " " + target + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (String header : headers) {
                bytes.writeBytes((header + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            if (body.length > 0) {
                bytes.writeBytes(("Content-Length: " + body.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            var text = new String(bytes(), StandardCharsets.ISO_8859_1);
            return text.length() > 3_000 ? text.substring(0, 3_000) + "…" : text;
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    static Answer send(Request request) throws IOException {
        try (var door = new Socket("localhost", RestAssured.port)) {
            door.setSoTimeout(PATIENCE);
            door.setTcpNoDelay(true);
            try {
                door.getOutputStream().write(request.bytes());
            } catch (SocketException refusedUnread) {
                // the answer is there already
            }
            return parse(door.getInputStream().readAllBytes());
        }
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        String body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                utf8("chunked".equals(headers.get("transfer-encoding")) ? whole(body) : body));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String whole(String chunks) {
        var whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(chunks, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
