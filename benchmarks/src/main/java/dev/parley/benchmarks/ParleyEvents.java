package dev.parley.benchmarks;

/// Events: each is appended to the log and acknowledged to its publisher, both in the figures.
final class ParleyEvents extends Parley {
    @Override
    public String label() {
        return "parley, durable publish";
    }

    @Override
    public Member member(int number, Tally tally, Incidents incidents) {
        return new Subscriber(client(number, tally, incidents));
    }

    private record Subscriber(Client client) implements Member {
        @Override
        public Receiver receiver() {
            return client;
        }

        @Override
        public void join(String topic) {
            client.call("events.subscribe", "{\"pattern\":\"" + topic + "\"}", answer -> {});
        }

        @Override
        public void queue(String topic, String payload) {
            client.queue("events.publish", "{\"topic\":\"" + topic + "\",\"data\":" + payload + "}", answer -> {});
        }

        @Override
        public void flush() {
            client.flush();
        }

        @Override
        public boolean isSettled() {
            return client.isReady() && client.unanswered() == 0;
        }
    }
}
