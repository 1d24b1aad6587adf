/* The floor of the benchmarks: the least that a WebSocket fan-out can do on this machine. One thread, one
 * epoll. A turn reads all that is there and gathers, per connection, what the turn brought; then each gets
 * one write. No limits, no pings, no durability, nothing checked: not a server for anything else.
 *
 * Text frames: "S topic" subscribes and is answered "+"; "P topic payload" brings the payload to every
 * subscriber of the topic, the publisher included. Says "Open http://127.0.0.1:port" when it listens. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 1024, READ_BYTES = 64 * 1024, TOPICS = 1 << 16, KEY_BYTES = 24 };

struct bytes {
    char *data;
    size_t length, capacity;
};

struct connection {
    int fd;
    int upgraded, dirty, blocked;
    struct bytes in, out;
};

struct topic {
    char *name;
    struct connection **members;
    size_t count, capacity;
};

static struct topic topics[TOPICS];
static struct connection **dirty;
static size_t dirty_count, dirty_capacity;
static int epoll;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void *grown(void *old, size_t *capacity, size_t wanted, size_t each) {
    if (wanted <= *capacity) return old;
    *capacity = wanted * 2;
    void *grown = realloc(old, *capacity * each);
    if (!grown) die("realloc");
    return grown;
}

static void append(struct bytes *to, const void *data, size_t length) {
    to->data = grown(to->data, &to->capacity, to->length + length, 1);
    memcpy(to->data + to->length, data, length);
    to->length += length;
}

static void drop_front(struct bytes *of, size_t count) {
    of->length -= count;
    memmove(of->data, of->data + count, of->length);
}

static void send_later(struct connection *to, const void *data, size_t length) {
    append(&to->out, data, length);
    if (to->dirty) return;
    to->dirty = 1;
    dirty = grown(dirty, &dirty_capacity, dirty_count + 1, sizeof *dirty);
    dirty[dirty_count++] = to;
}

static void watch(struct connection *of, int blocked) {
    if (of->blocked == blocked) return;
    of->blocked = blocked;
    struct epoll_event event = {.events = EPOLLIN | (blocked ? EPOLLOUT : 0), .data.ptr = of};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, of->fd, &event)) die("epoll_ctl");
}

static void flush(struct connection *to) {
    if (to->fd < 0 || !to->out.length) return;
    ssize_t written = send(to->fd, to->out.data, to->out.length, MSG_NOSIGNAL);
    if (written < 0 && errno != EAGAIN) return; /* its read tells that it is gone */
    if (written == (ssize_t)to->out.length)
        to->out.length = 0;
    else if (written > 0)
        drop_front(&to->out, written);
    watch(to, to->out.length > 0);
}

static void flush_all(void) {
    for (size_t i = 0; i < dirty_count; i++) {
        dirty[i]->dirty = 0;
        flush(dirty[i]);
    }
    dirty_count = 0;
}

static struct topic *topic(const char *name, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    for (uint32_t at = hash % TOPICS;; at = (at + 1) % TOPICS) {
        if (!topics[at].name) topics[at].name = strndup(name, length);
        if (!strncmp(topics[at].name, name, length) && !topics[at].name[length]) return &topics[at];
    }
}

static size_t framed(char *frame, const char *text, size_t length) {
    size_t head = length < 126 ? 2 : 4;
    frame[0] = (char)0x81;
    frame[1] = (char)(length < 126 ? length : 126);
    if (head == 4) {
        frame[2] = (char)(length >> 8);
        frame[3] = (char)length;
    }
    memcpy(frame + head, text, length);
    return head + length;
}

static void message(struct connection *from, const char *text, size_t length) {
    char frame[READ_BYTES + 4];
    const char *name = text + 2, *end = text + length;
    if (length < 3 || length > READ_BYTES) return;
    if (*text == 'S') {
        struct topic *joined = topic(name, end - name);
        joined->members =
            grown(joined->members, &joined->capacity, joined->count + 1, sizeof *joined->members);
        joined->members[joined->count++] = from;
        send_later(from, frame, framed(frame, "+", 1));
        return;
    }
    const char *space = memchr(name, ' ', end - name);
    if (!space) return;
    struct topic *of = topic(name, space - name);
    size_t bytes = framed(frame, space + 1, end - space - 1);
    for (size_t i = 0; i < of->count; i++) send_later(of->members[i], frame, bytes);
}

/* Unmasks in place whole frames of up to 64 KiB and takes the text ones; the rest of the bytes stays. */
static void frames(struct connection *from) {
    size_t at = 0;
    for (;;) {
        unsigned char *head = (unsigned char *)from->in.data + at;
        size_t left = from->in.length - at, length, size = 2;
        if (left < 2) break;
        length = head[1] & 0x7f;
        if (length == 126) {
            size = 4;
            if (left < size) break;
            length = (size_t)head[2] << 8 | head[3];
        }
        if (left < size + 4 + length) break;
        unsigned char *mask = head + size, *text = mask + 4;
        for (size_t i = 0; i < length; i++) text[i] ^= mask[i & 3];
        if ((head[0] & 0x0f) == 1) message(from, (char *)text, length);
        at += size + 4 + length;
    }
    if (at) drop_front(&from->in, at);
}

static void sha1_block(uint32_t state[5], const unsigned char *block) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 80; i++) {
        uint32_t x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
        w[i] = x << 1 | x >> 31;
    }
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                     : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                     : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                              : (b ^ c ^ d) + 0xca62c1d6;
        uint32_t next = (a << 5 | a >> 27) + f + e + w[i];
        e = d, d = c, c = b << 30 | b >> 2, b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

/* Sec-WebSocket-Accept: base64 of SHA-1 of key and GUID, 60 bytes, so two blocks. */
static void accept_value(const char *key, char out[29]) {
    static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char text[128] = {0}, sum[21] = {0};
    memcpy(text, key, KEY_BYTES);
    memcpy(text + KEY_BYTES, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
    text[60] = 0x80;
    text[126] = 60 * 8 >> 8;
    text[127] = 60 * 8 & 0xff;
    sha1_block(state, text);
    sha1_block(state, text + 64);
    for (int i = 0; i < 20; i++) sum[i] = (unsigned char)(state[i / 4] >> (24 - i % 4 * 8));
    for (int i = 0; i < 7; i++) {
        uint32_t three = (uint32_t)sum[3 * i] << 16 | sum[3 * i + 1] << 8 | sum[3 * i + 2];
        for (int j = 0; j < 4; j++) out[4 * i + j] = base64[three >> (18 - 6 * j) & 63];
    }
    out[27] = '=';
    out[28] = 0;
}

static void upgrade(struct connection *of) {
    char *end = memmem(of->in.data, of->in.length, "\r\n\r\n", 4);
    if (!end) return;
    *end = 0;
    char *key = strcasestr(of->in.data, "Sec-WebSocket-Key: ");
    if (!key || end - key < 19 + KEY_BYTES) return;
    char accept[29], head[256];
    accept_value(key + 19, accept);
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: %s\r\n\r\n",
                          accept);
    send_later(of, head, length);
    drop_front(&of->in, end + 4 - of->in.data);
    of->upgraded = 1;
}

/* Its memory stays: topics and the turn may still name it. */
static void gone(struct connection *of) {
    close(of->fd);
    of->fd = -1;
    of->out.length = 0;
}

static void readable(struct connection *of) {
    of->in.data = grown(of->in.data, &of->in.capacity, of->in.length + READ_BYTES, 1);
    ssize_t count = read(of->fd, of->in.data + of->in.length, of->in.capacity - of->in.length);
    if (count <= 0) {
        if (count == 0 || errno != EAGAIN) gone(of);
        return;
    }
    of->in.length += count;
    if (!of->upgraded) upgrade(of);
    if (of->upgraded) frames(of);
}

static void accept_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        struct connection *opened = calloc(1, sizeof *opened);
        if (!opened) die("calloc");
        opened->fd = fd;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = opened};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl");
    }
}

int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) die("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS];
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event)) die("epoll");
    printf("Open http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            struct connection *of = events[i].data.ptr;
            if (!of)
                accept_all(listener);
            else if (events[i].events & EPOLLOUT)
                flush(of);
            if (of && of->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(of);
        }
        flush_all();
    }
}
