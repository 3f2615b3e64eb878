# SPDX-License-Identifier: MIT
"""The contract as Python sees it: messages from protoc, methods from the services' descriptors, nothing written by hand."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Optional

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PROTO = Path(__file__).resolve().parents[2] / "proto"


def compile_contract() -> Path:
    """Compile every public .proto file and make the result importable; returns the folder."""
    out = Path(tempfile.mkdtemp(prefix="solargis-contract-"))
    files = sorted(str(path.relative_to(PROTO)) for path in (PROTO / "solargis" / "v1").glob("*.proto"))
    subprocess.run(["protoc", f"--proto_path={PROTO}", f"--python_out={out}", *files], check=True, cwd=PROTO)
    sys.path.insert(0, str(out))
    return out


class Service:
    """Calls of one service by name, such as ``Service(channel, imagery_pb2, "ImageryService").Inspect(request)``."""

    def __init__(self, channel: grpc.Channel, module: Any, name: str) -> None:
        service = module.DESCRIPTOR.services_by_name[name]
        for method in service.methods:
            path = f"/{service.full_name}/{method.name}"
            # The descriptor does not tell streams from single answers before protobuf 3.22; its proto does.
            proto = descriptor_pb2.MethodDescriptorProto()
            method.CopyToProto(proto)
            make = channel.unary_stream if proto.server_streaming else channel.unary_unary
            request, response = method.input_type._concrete_class, method.output_type._concrete_class
            setattr(self, method.name, make(path, request_serializer=request.SerializeToString, response_deserializer=response.FromString))


class Client:
    """All services of one server, with its token on every call."""

    def __init__(self, address: str, token: Optional[str]) -> None:
        plain = grpc.insecure_channel(address.replace("http://", ""), options=[("grpc.max_receive_message_length", 4 << 20)])
        self._channel = plain if token is None else grpc.intercept_channel(plain, _Bearer(token))
        for name in ("analysis", "artifact", "imagery", "model", "system"):
            module = importlib.import_module(f"solargis.v1.{name}_pb2")
            for service in module.DESCRIPTOR.services_by_name:
                setattr(self, name, Service(self._channel, module, service))

    def close(self) -> None:
        """End the connection, with whatever streams are still open."""
        self._channel.close()


class _Bearer(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):
    def __init__(self, token: str) -> None:
        self._metadata = [("authorization", f"Bearer {token}")]

    def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return continuation(self._authorized(details), request)

    intercept_unary_stream = intercept_unary_unary

    def _authorized(self, details: Any) -> Any:
        class Details(grpc.ClientCallDetails):
            method, timeout, credentials = details.method, details.timeout or 120, details.credentials
            metadata = [*(details.metadata or []), *self._metadata]
            wait_for_ready, compression = details.wait_for_ready, details.compression
        return Details()


def reason_of(error: grpc.RpcError) -> str:
    """The machine-readable reason in the google.rpc.ErrorInfo of an error."""
    details = dict(error.trailing_metadata()).get("grpc-status-details-bin")
    if details is None:
        return ""
    for any_message in _rpc("Status").FromString(details).details:
        if any_message.type_url.endswith("google.rpc.ErrorInfo"):
            return _rpc("ErrorInfo").FromString(any_message.value).reason
    return ""


def _rpc(name: str) -> Any:
    """google.rpc.Status and ErrorInfo, as far as they are read here; Debian has no package of them."""
    pool = descriptor_pool.Default()
    try:
        found = pool.FindMessageTypeByName(f"google.rpc.{name}")
    except KeyError:
        from google.protobuf import any_pb2  # noqa: F401 (its type is named below)
        text, number = descriptor_pb2.FieldDescriptorProto.TYPE_STRING, descriptor_pb2.FieldDescriptorProto.TYPE_INT32
        file = descriptor_pb2.FileDescriptorProto(name="google/rpc/read_here.proto", package="google.rpc", syntax="proto3",
                                                  dependency=["google/protobuf/any.proto"])
        status = file.message_type.add(name="Status")
        status.field.add(name="code", number=1, type=number, label=1)
        status.field.add(name="message", number=2, type=text, label=1)
        status.field.add(name="details", number=3, type=11, type_name=".google.protobuf.Any", label=3)
        info = file.message_type.add(name="ErrorInfo")
        info.field.add(name="reason", number=1, type=text, label=1)
        info.field.add(name="domain", number=2, type=text, label=1)
        pool.Add(file)
        found = pool.FindMessageTypeByName(f"google.rpc.{name}")
    return message_factory.MessageFactory(pool).GetPrototype(found)
