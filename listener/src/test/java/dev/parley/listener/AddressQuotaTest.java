package dev.parley.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressQuotaTest {
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AddressQuota quota = new AddressQuota(2);

    @AfterEach
    void closeAll() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    @Test
    void an_address_has_its_quota_and_others_have_theirs() throws IOException {
        assertThat(quota.admit(address(1), channel())).isTrue();
        assertThat(quota.admit(address(1), channel())).isTrue();
        assertThat(quota.admit(address(1), channel())).isFalse();
        assertThat(quota.admit(address(2), channel())).isTrue();
    }

    @Test
    void a_closed_socket_gives_its_place_back() throws IOException {
        quota.admit(address(1), channel());
        SocketChannel second = channel();
        quota.admit(address(1), second);
        second.close();
        assertThat(quota.admit(address(1), channel())).isTrue();
        assertThat(quota.admit(address(1), channel())).isFalse();
    }

    @Test
    void a_cleanup_forgets_no_open_socket() throws IOException {
        quota.admit(address(1), channel());
        quota.admit(address(1), channel());
        SocketChannel closed = channel();
        closed.close();
        for (int i = 0; i < 3_000; i++) {
            quota.admit(address(2 + i % 250), closed);
        }
        assertThat(quota.admit(address(1), channel())).isFalse();
    }

    @Test
    void no_limit_counts_nothing() throws IOException {
        AddressQuota unlimited = new AddressQuota(ListenerSettings.UNLIMITED);
        SocketChannel channel = channel();
        for (int i = 0; i < 1_000; i++) {
            assertThat(unlimited.admit(address(1), channel)).isTrue();
        }
    }

    private SocketChannel channel() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        return channel;
    }

    private static InetAddress address(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }
}
