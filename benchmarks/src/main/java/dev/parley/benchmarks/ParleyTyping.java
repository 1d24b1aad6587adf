package dev.parley.benchmarks;

/// Typing, the ephemeral kind: each publish is a start or a stop instead, in turn, and a topic's first name is
/// its session.
final class ParleyTyping extends Parley {
    @Override
    public String label() {
        return "parley, typing (ephemeral)";
    }

    @Override
    public Member member(int number, Tally tally, Incidents incidents) {
        return new Typist(client(number, tally, incidents));
    }

    private static final class Typist implements Member {
        private final Client client;
        private String session = "";
        private boolean typing;

        Typist(Client client) {
            this.client = client;
        }

        @Override
        public Receiver receiver() {
            return client;
        }

        @Override
        public void found(String topic) {
            client.call("session.create", session(topic), answer -> {});
        }

        @Override
        public void join(String topic) {
            session = session(topic);
            client.call("session.join", session, answer -> {});
        }

        private static String session(String topic) {
            return "{\"session\":\"" + topic.substring(0, topic.indexOf('.')) + "\"}";
        }

        @Override
        public void queue(String topic, String payload) {
            typing = !typing;
            client.notify(typing ? "typing.start" : "typing.stop", session);
        }

        @Override
        public void flush() {
            client.flush();
        }

        @Override
        public boolean isSettled() {
            return client.isReady() && client.unanswered() == 0;
        }

        @Override
        public void rest() {
            if (typing) {
                queue(session, "");
            }
        }
    }
}
