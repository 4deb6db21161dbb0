/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "packetsocket.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace mood::ipc {
namespace {

/// Takes every descriptor that came with @p message, for each is ours to
/// close now. Padding makes room for a second one even where one was asked
/// for. @return false unless there is at most one.
bool take_descriptor(msghdr& message, UniqueFd& taken) {
  size_t count = 0;
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
      continue;
    const auto* end =
        reinterpret_cast<const unsigned char*>(part) + part->cmsg_len;
    for (const unsigned char* next = CMSG_DATA(part); next + sizeof(int) <= end;
         next += sizeof(int), ++count) {
      int fd;
      std::memcpy(&fd, next, sizeof(int));
      taken.reset(fd);
    }
  }
  return count <= 1;
}

}  // namespace

std::optional<PacketType> PacketBuffer::type() const {
  if (size < sizeof(PacketHeader)) return std::nullopt;
  const auto* header = reinterpret_cast<const PacketHeader*>(bytes);
  if (header->magic != kMagic || header->size != size) return std::nullopt;
  return header->type;
}

std::pair<PacketSocket, PacketSocket> PacketSocket::create_pair() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                 ends) != 0)
    return {};
  return {PacketSocket(UniqueFd(ends[0])), PacketSocket(UniqueFd(ends[1]))};
}

SocketStatus PacketSocket::send_bytes(std::span<const std::byte> bytes,
                                      int attached) const {
  iovec data{const_cast<std::byte*>(bytes.data()), bytes.size()};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  if (attached >= 0) {
    message.msg_control = control;
    message.msg_controllen = sizeof(control);
    cmsghdr* rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(rights), &attached, sizeof(int));
  }
  ssize_t sent;
  do {
    sent = sendmsg(fd_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  if (sent >= 0) return SocketStatus::kOk;
  return errno == EAGAIN || errno == ENOBUFS ? SocketStatus::kEmpty
                                             : SocketStatus::kClosed;
}

SocketStatus PacketSocket::receive(PacketBuffer& packet) const {
  packet.size = 0;
  packet.fd.reset();
  iovec data{packet.bytes, sizeof(packet.bytes)};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof(control);
  ssize_t received;
  do {
    received = recvmsg(fd_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0)
    return errno == EAGAIN ? SocketStatus::kEmpty : SocketStatus::kClosed;
  const bool one_at_most = take_descriptor(message, packet.fd);
  if (received == 0) return SocketStatus::kClosed;
  if (!one_at_most || message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
    return SocketStatus::kBroken;
  packet.size = static_cast<size_t>(received);
  return SocketStatus::kOk;
}

void PacketSocket::wait_writable(int timeout_ms) const {
  pollfd poller{fd_.get(), POLLOUT, 0};
  poll(&poller, 1, timeout_ms);
}

}  // namespace mood::ipc
