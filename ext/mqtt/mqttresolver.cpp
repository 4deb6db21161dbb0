/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqttresolver.h"

#include <algorithm>
#include <memory>

namespace mood {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

std::string to_string(GInetAddress* address) {
  char* text = g_inet_address_to_string(address);
  const std::string result = text;
  g_free(text);
  return result;
}

const char* any_address(GInetAddress* address) {
  return g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV6 ? "::"
                                                                    : "0.0.0.0";
}

}  // namespace

std::vector<MqttEndpoint> find_mqtt_endpoints(const LampAddress& address,
                                              bool keep_name,
                                              GCancellable* cancellable,
                                              std::string& error) {
  const std::unique_ptr<GResolver, Unref> resolver(g_resolver_get_default());
  GError* failure = nullptr;
  GList* addresses = g_resolver_lookup_by_name(
      resolver.get(), address.host.c_str(), cancellable, &failure);
  if (failure != nullptr) {
    error = failure->message;
    g_error_free(failure);
    return {};
  }
  std::vector<MqttEndpoint> endpoints;
  for (GList* item = addresses; item != nullptr; item = item->next) {
    auto* found = static_cast<GInetAddress*>(item->data);
    MqttEndpoint endpoint = {to_string(found), ""};
    if (keep_name) endpoint = {address.host, any_address(found)};
    if (endpoints.size() < kMaxEndpoints &&
        std::find(endpoints.begin(), endpoints.end(), endpoint) ==
            endpoints.end())
      endpoints.push_back(std::move(endpoint));
  }
  g_resolver_free_addresses(addresses);
  return endpoints;
}

}  // namespace mood
