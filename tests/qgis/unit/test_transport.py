# SPDX-License-Identifier: GPL-2.0-or-later
"""The transport in real QGIS against a gRPC-Web server of the test's own."""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
import threading
import unittest

import support

support.start_qgis()

from grpc_web_server import GrpcWebServer, message  # noqa: E402
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsTask  # noqa: E402
from qgis.PyQt.QtCore import QEventLoop, QTimer  # noqa: E402
from solargis_bridge.protocol import crc32c, schema  # noqa: E402
from solargis_bridge.protocol.status import Code, RpcError  # noqa: E402
from solargis_bridge.transport import call, sentences  # noqa: E402
from solargis_bridge.transport.client import Client  # noqa: E402
from solargis_bridge.transport.download import download  # noqa: E402
from solargis_bridge.transport.endpoint import Endpoint  # noqa: E402
from solargis_bridge.transport.upload import upload  # noqa: E402


class TransportTests(unittest.TestCase):
    """Calls, streams, cancellation, deadlines, uploads and downloads."""

    def serve(self, methods) -> Client:
        """Serve functions and return a client of them."""
        self.server = GrpcWebServer(methods)
        self.addCleanup(self.server.close)
        return Client(Endpoint(self.server.address, "secret"))

    def failure(self, function) -> RpcError:
        """Return the error that a call ends with."""
        with self.assertRaises(RpcError) as caught:
            function()
        self.assertTrue(sentences.sentence(caught.exception).endswith((".", "!")) or caught.exception.message)
        return caught.exception

    def test_unary_with_token(self) -> None:
        """The answer arrives and the token was sent."""
        seen = []

        def info(exchange) -> None:
            seen.append((exchange.headers["Authorization"], exchange.headers["Content-Type"]))
            exchange.send(message("ServerInfo")(version="1.2", capabilities=["segmentation"]))
            exchange.end()

        client = self.serve({"SystemService/GetInfo": info})
        self.assertEqual(("1.2", ["segmentation"]), (client.info()["version"], client.info()["capabilities"]))
        self.assertEqual(("Bearer secret", "application/grpc-web+proto"), seen[0])

    def test_every_status_is_a_sentence(self) -> None:
        """Each code, from trailers and from headers alone, with and without words of the server."""
        client = self.serve({"SystemService/GetInfo": lambda e: e.end(self.code, "Only%20%C3%BCber 4")})
        for code in list(Code)[1:]:
            self.code = int(code)
            error = self.failure(client.info)
            self.assertEqual((code, "Only über 4"), (error.code, error.message))
            self.assertIn("." if code == Code.UNAUTHENTICATED else "über", sentences.sentence(error))
            self.assertRegex(sentences.sentence(RpcError(code, "")), r"^[A-Z].*\.$")
        headers_only = self.serve({"SystemService/GetInfo": lambda e: e.begin(grpc_status="7", grpc_message="no")})
        self.assertEqual(Code.PERMISSION_DENIED, self.failure(headers_only.info).code)

    def test_what_is_no_grpc(self) -> None:
        """A web page, a login page, a closed port: each has its own sentence."""
        page = self.serve({"SystemService/GetInfo": lambda e: (e.begin(200, "text/html"), e.handler.wfile.write(b"<html>hello</html>"))})
        self.assertEqual("NOT_GRPC", self.failure(page.info).reason)
        login = self.serve({"SystemService/GetInfo": lambda e: e.begin(401, "text/html")})
        self.assertEqual(Code.UNAUTHENTICATED, self.failure(login.info).code)
        self.server.close()
        self.assertIn("No SolarGis server answers", sentences.sentence(self.failure(login.info)))

    def test_basic_authentication_of_qgis(self) -> None:
        """A configuration of QGIS's authentication database sends the token as password."""
        seen = []
        client = self.serve({"SystemService/GetInfo": lambda e: (seen.append(e.headers["Authorization"]), e.end(16))})
        manager = QgsApplication.authManager()
        manager.setMasterPassword("test", True)
        config = QgsAuthMethodConfig("Basic")
        config.setName("solargis")
        config.setConfig("username", "token")
        config.setConfig("password", "secret")
        manager.storeAuthenticationConfig(config)
        self.failure(Client(Endpoint(self.server.address, auth_config=config.id())).info)
        self.assertEqual(["Basic dG9rZW46c2VjcmV0"], seen)
        self.assertEqual("AUTH_CONFIG", self.failure(Client(Endpoint(client.endpoint.address, auth_config="nothere")).info).reason)

    def test_deadline(self) -> None:
        """A server that never answers ends as DEADLINE_EXCEEDED."""
        client = self.serve({"SystemService/GetInfo": lambda e: self.server.closed.wait(30)})
        self.assertEqual(Code.DEADLINE_EXCEEDED, self.failure(lambda: client.call("SystemService/GetInfo", timeout_s=0.3)).code)

    def test_stream_arrives_message_by_message(self) -> None:
        """The second message is sent only after the first was read."""
        read = threading.Event()
        stalled = []

        def watch(exchange) -> None:
            exchange.send(message("JobEvent")(job={"job_id": "a", "sequence": 1}))
            stalled.append(not read.wait(20))
            exchange.send(message("JobEvent")(job={"job_id": "a", "sequence": 2}))
            exchange.end()

        client = self.serve({"AnalysisService/WatchJob": watch})
        sequences = []
        client.stream("AnalysisService/WatchJob", {"job_id": "a"}, lambda e: (sequences.append(e["job"]["sequence"]), read.set()))
        self.assertEqual(([1, 2], [False]), (sequences, stalled))

    def test_cancelling_a_silent_stream(self) -> None:
        """The analyst's cancel ends a stream on which nothing comes."""
        self.cancelled = False

        def watch(exchange) -> None:
            exchange.send(message("JobEvent")(job={"job_id": "a"}))
            self.cancelled = True
            self.server.closed.wait(30)

        client = self.serve({"AnalysisService/WatchJob": watch})
        client = Client(client.endpoint, lambda: self.cancelled)
        self.assertEqual(Code.CANCELLED, self.failure(lambda: client.stream("AnalysisService/WatchJob", {}, lambda e: None)).code)

    def test_watch_survives_silence_beyond_the_timeout_of_qgis(self) -> None:
        """QGIS aborts a silent stream; the job is asked, and the watch goes on with the last sequence number."""
        requests = []

        def watch(exchange) -> None:
            request = message("WatchJobRequest").FromString(exchange.payload)
            requests.append(request.after_sequence)
            if len(requests) == 1:
                exchange.send(message("JobEvent")(job={"job_id": "a", "state": 2, "sequence": 7}))
                self.server.closed.wait(30)
            else:
                exchange.send(message("JobEvent")(job={"job_id": "a", "state": 3, "sequence": 9}))
                exchange.end()

        def get(exchange) -> None:
            exchange.send(message("Job")(job_id="a", state=2, sequence=7 if requests else 0))
            exchange.end()

        old = QgsNetworkAccessManager.timeout()
        QgsNetworkAccessManager.setTimeout(1000)
        self.addCleanup(lambda: QgsNetworkAccessManager.setTimeout(old))
        client = self.serve({"AnalysisService/WatchJob": watch, "AnalysisService/GetJob": get})
        states = []
        job = client.watch("a", lambda j: states.append(j["state"]))
        self.assertEqual(("STATE_SUCCEEDED", [0, 7]), (job["state"], requests))

    def test_calls_from_a_task_thread(self) -> None:
        """The same calls work inside a QgsTask."""
        client = self.serve({"SystemService/GetInfo": lambda e: (e.send(message("ServerInfo")(version="9")), e.end())})
        result = []
        loop = QEventLoop()
        task = QgsTask.fromFunction("info", lambda task: result.append(client.info()["version"]), on_finished=lambda *_: loop.quit())
        QgsApplication.taskManager().addTask(task)
        QTimer.singleShot(20000, loop.quit)
        loop.exec_()
        self.assertEqual(["9"], result)

    def test_asynchronous_call(self) -> None:
        """The interface calls without waiting."""
        client = self.serve({"SystemService/GetInfo": lambda e: (e.send(message("ServerInfo")(version="9")), e.end())})
        loop = QEventLoop()
        got = []
        pending = call.start_call(client.endpoint, schema.method("SystemService/GetInfo"), {}, lambda m: got.append(m["version"]),
                                  lambda error: (got.append(error), loop.quit()))
        QTimer.singleShot(20000, loop.quit)
        loop.exec_()
        self.assertEqual(["9", None], got)
        self.assertTrue(pending.done)

    def test_upload_resumes(self) -> None:
        """Chunks carry checksums; after a lost answer the upload goes on where the server is."""
        content = random.Random(1).randbytes(1_300_000)
        stored = bytearray()
        self.drop = True

        def state(exchange, finished=False) -> None:
            exchange.send(message("Upload")(size=len(content), committed=len(stored), finished=finished))
            exchange.end()

        def write(exchange) -> None:
            chunk = message("WriteChunkRequest").FromString(exchange.payload)
            self.assertEqual(chunk.crc32c, crc32c.crc32c(chunk.data))
            if chunk.offset == len(stored):
                stored.extend(chunk.data)
            if self.drop and len(stored) > 600_000:
                self.drop = False
                return exchange.end(14)
            return state(exchange)

        client = self.serve({
            "ImageryService/BeginUpload": state, "ImageryService/WriteChunk": write,
            "ImageryService/FinishUpload": lambda e: state(e, True)})
        with tempfile.NamedTemporaryFile(suffix=".tif") as file:
            file.write(content)
            file.flush()
            fractions = []
            self.assertEqual(hashlib.sha256(content).hexdigest(), upload(client, file.name, fractions.append))
        self.assertEqual(content, bytes(stored))
        self.assertEqual(3, self.server.calls.count("ImageryService/WriteChunk"))
        self.assertEqual(sorted(fractions), fractions)

    def test_download_resumes_and_checks(self) -> None:
        """A stream that breaks is taken up at its offset; a wrong hash leaves no file."""
        content = random.Random(2).randbytes(900_000)
        self.hash = hashlib.sha256(content).digest()
        offsets = []

        def serve(exchange) -> None:
            offset = message("DownloadArtifactRequest").FromString(exchange.payload).offset
            offsets.append(offset)
            exchange.send(message("DownloadArtifactResponse")(offset=offset, data=content[offset:offset + 400_000]))
            if offset + 400_000 >= len(content):
                exchange.send(message("DownloadArtifactResponse")(offset=len(content), sha256=self.hash))
                exchange.end()
            # Otherwise the connection ends without trailers.

        client = self.serve({"ArtifactService/DownloadArtifact": serve})
        artifact = {"name": "../probability.tif", "size": len(content)}
        with tempfile.TemporaryDirectory() as folder:
            path = download(client, "a", artifact, folder, lambda f: None)
            self.assertEqual(os.path.join(folder, "probability.tif"), path)
            with open(path, "rb") as file:
                self.assertEqual(content, file.read())
            self.assertEqual([0, 400_000, 800_000], offsets)
            self.hash = bytes(32)
            os.remove(path)
            self.assertEqual(Code.DATA_LOSS, self.failure(lambda: download(client, "a", artifact, folder, lambda f: None)).code)
            self.assertEqual([], os.listdir(folder))


if __name__ == "__main__":
    unittest.main()
