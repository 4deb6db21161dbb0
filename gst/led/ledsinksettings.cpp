/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledsinksettings.h"

#include "lampaddress.h"
#include "ledsink.h"

enum
{
  PROP_0,
  PROP_LOCATION,
  PROP_USER,
  PROP_PASSWORD,
  PROP_TLS_VERIFY,
  PROP_MAX_RATE,
  PROP_TIMEOUT,
  PROP_RETRY_MIN_INTERVAL,
  PROP_RETRY_MAX_INTERVAL,
  PROP_RELEASE_ON_STOP,
};

static GParamFlags
flags (GParamFlags access)
{
  return static_cast<GParamFlags> (access | G_PARAM_STATIC_STRINGS
                                   | GST_PARAM_MUTABLE_READY);
}

static void
install_access (GObjectClass *klass, const mood::LedSinkTraits &traits)
{
  g_object_class_install_property (
      klass, PROP_LOCATION,
      g_param_spec_string ("location", "Location", traits.location_blurb,
                           traits.default_location, flags (G_PARAM_READWRITE)));
  g_object_class_install_property (
      klass, PROP_USER,
      g_param_spec_string ("user", "User", "Name to log in with", nullptr,
                           flags (G_PARAM_READWRITE)));
  g_object_class_install_property (
      klass, PROP_PASSWORD,
      g_param_spec_string ("password", "Password",
                           "Password to log in with; cannot be read", nullptr,
                           flags (G_PARAM_WRITABLE)));
  g_object_class_install_property (
      klass, PROP_TLS_VERIFY,
      g_param_spec_boolean (
          "tls-verify", "Verify TLS",
          "Refuse encrypted connections whose certificate is not trusted", TRUE,
          flags (G_PARAM_READWRITE)));
}

static void
install_pace (GObjectClass *klass, const mood::LedSinkTraits &traits)
{
  const mood::LampSettings lamp;
  const GParamFlags access = flags (G_PARAM_READWRITE);

  g_object_class_install_property (
      klass, PROP_MAX_RATE,
      g_param_spec_double ("max-rate", "Maximum rate",
                           "Most requests per second to one lamp", 0.1, 1000,
                           traits.default_max_rate_hz, access));
  g_object_class_install_property (
      klass, PROP_TIMEOUT,
      g_param_spec_uint64 (
          "timeout", "Timeout", "How long a request may take, in nanoseconds",
          100 * GST_MSECOND, 60 * GST_SECOND, lamp.timeout_ns, access));
  g_object_class_install_property (
      klass, PROP_RETRY_MIN_INTERVAL,
      g_param_spec_uint64 (
          "retry-min-interval", "Minimum retry interval",
          "First pause after a failure in nanoseconds; doubles each time",
          10 * GST_MSECOND, 60 * GST_SECOND, lamp.retry_min_ns, access));
  g_object_class_install_property (
      klass, PROP_RETRY_MAX_INTERVAL,
      g_param_spec_uint64 ("retry-max-interval", "Maximum retry interval",
                           "Longest pause after a failure in nanoseconds",
                           10 * GST_MSECOND, 3600 * GST_SECOND,
                           lamp.retry_max_ns, access));
  g_object_class_install_property (
      klass, PROP_RELEASE_ON_STOP,
      g_param_spec_boolean (
          "release-on-stop", "Release on stop",
          "Give the lamps back as they were found when the sink stops", TRUE,
          access));
}

static std::string
string_of (const GValue *value)
{
  const char *text = g_value_get_string (value);
  return text != nullptr ? text : "";
}

namespace mood {

void
LedSinkSettings::install (GObjectClass *klass, const LedSinkTraits &traits)
{
  install_access (klass, traits);
  install_pace (klass, traits);
}

bool
LedSinkSettings::set (guint id, const GValue *value)
{
  switch (id) {
  case PROP_LOCATION:
    location = string_of (value);
    break;
  case PROP_USER:
    user = string_of (value);
    break;
  case PROP_PASSWORD:
    password = string_of (value);
    break;
  case PROP_TLS_VERIFY:
    tls_verify = g_value_get_boolean (value);
    break;
  case PROP_MAX_RATE:
    lamp.max_rate_hz = g_value_get_double (value);
    break;
  case PROP_TIMEOUT:
    lamp.timeout_ns = g_value_get_uint64 (value);
    break;
  case PROP_RETRY_MIN_INTERVAL:
    lamp.retry_min_ns = g_value_get_uint64 (value);
    break;
  case PROP_RETRY_MAX_INTERVAL:
    lamp.retry_max_ns = g_value_get_uint64 (value);
    break;
  case PROP_RELEASE_ON_STOP:
    lamp.release_on_stop = g_value_get_boolean (value);
    break;
  default:
    return false;
  }
  return true;
}

bool
LedSinkSettings::get (guint id, GValue *value) const
{
  switch (id) {
  case PROP_LOCATION:
    g_value_set_string (value, without_secrets (location).c_str ());
    break;
  case PROP_USER:
    g_value_set_string (value, user.c_str ());
    break;
  case PROP_TLS_VERIFY:
    g_value_set_boolean (value, tls_verify);
    break;
  case PROP_MAX_RATE:
    g_value_set_double (value, lamp.max_rate_hz);
    break;
  case PROP_TIMEOUT:
    g_value_set_uint64 (value, lamp.timeout_ns);
    break;
  case PROP_RETRY_MIN_INTERVAL:
    g_value_set_uint64 (value, lamp.retry_min_ns);
    break;
  case PROP_RETRY_MAX_INTERVAL:
    g_value_set_uint64 (value, lamp.retry_max_ns);
    break;
  case PROP_RELEASE_ON_STOP:
    g_value_set_boolean (value, lamp.release_on_stop);
    break;
  default:
    return false;
  }
  return true;
}

} // namespace mood
