package io.remithub.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where each part of the stack listens, on the loopback interface. */
final class Ports {

    static final int POSTGRES = 15432;
    static final int KAFKA = 9092;
    static final int INTAKE = 8080;
    static final int ORCHESTRATOR = 8081;
    static final int POLLER = 8082;
    static final int POSTING = 8083;
    static final int SANDBOX = 8090;
    static final int ISSUER = 8095;

    private static final int TO_MANAGEMENT = 1_000;

    private static final int MILLIS_TO_CONNECT = 500;

    private Ports() {}

    /** Where what serves on a port tells how it is. */
    static int management(int port) {
        return port + TO_MANAGEMENT;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS_TO_CONNECT);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
