/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <glib/gstdio.h>

#include <cstdlib>

#include "fakewled.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

/// A certificate that nobody vouches for, made for this run.
class OwnCertificate {
 public:
  OwnCertificate() {
    gchar* folder = g_dir_make_tmp("mood-tls-XXXXXX", nullptr);
    folder_ = folder;
    g_free(folder);
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "
        "-nodes -days 2 -subj /CN=127.0.0.1 -keyout " +
        key() + " -out " + certificate() + " 2>/dev/null";
    if (std::system(command.c_str()) == 0)
      tls_ = g_tls_certificate_new_from_files(certificate().c_str(),
                                              key().c_str(), nullptr);
  }
  ~OwnCertificate() {
    g_clear_object(&tls_);
    g_remove(key().c_str());
    g_remove(certificate().c_str());
    g_rmdir(folder_.c_str());
  }
  OwnCertificate(const OwnCertificate&) = delete;
  OwnCertificate& operator=(const OwnCertificate&) = delete;

  GTlsCertificate* get() const { return tls_; }

 private:
  std::string key() const { return folder_ + "/key.pem"; }
  std::string certificate() const { return folder_ + "/certificate.pem"; }

  std::string folder_;
  GTlsCertificate* tls_ = nullptr;
};

struct Tls : testing::Test {
  void SetUp() override {
    if (certificate.get() == nullptr)
      GTEST_SKIP() << "needs the program openssl and glib-networking";
    lamp.stop();
    lamp.encrypt(certificate.get());
    lamp.start();
  }

  OwnCertificate certificate;
  FakeWled lamp;
};

}  // namespace

TEST_F(Tls, ACertificateThatNobodyVouchesForIsRefusedWithAdvice) {
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  bench.start();
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
  EXPECT_NE(bench.last_error().find("tls-verify=false"), std::string::npos)
      << bench.last_error();
  EXPECT_TRUE(lamp.requests().empty());
}

TEST_F(Tls, ItIsAcceptedIfToldTo) {
  SinkBench bench("wledsink max-rate=1000 tls-verify=false location=" +
                  lamp.url());
  bench.start();
  bench.push(brightness_line(1));
  EXPECT_TRUE(lamp.wait_for_state([](const auto& s) { return s.bri == 255; }));
}

}  // namespace mood::test
